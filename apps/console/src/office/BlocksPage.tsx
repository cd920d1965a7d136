import { PageHead } from '../look/PageHead'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'
import { BlockList } from './BlockList'

/** Accounts that anomalies have blocked (DOC-39, DOC-40). */
export function BlocksPage() {
  const { words } = useWords()
  const { session } = useSession()
  return (
    <div className="page narrow">
      <PageHead title={words.audit.blocks} lead={words.audit.blocksLead} />
      {session.user.role === 'AUDITOR' ? <p className="sheet quiet">{words.audit.auditorOnlyReads}</p> : <BlockList />}
    </div>
  )
}
