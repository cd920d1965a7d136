import { useCallback } from 'react'
import { useLoad } from '../api/useLoad'
import { BlockList } from '../office/BlockList'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'

/** Says that administrators see no clinical data, and what they may open. */
export function AdministratorPage() {
  const { words } = useWords()
  const { session } = useSession()
  if (session.user.role === 'RESEARCHER') {
    return (
      <div className="page narrow">
        <PageHead title={words.administrator.researcherTitle} lead={words.administrator.researcherText} />
      </div>
    )
  }
  const links = [
    { to: '/ledger/checkpoint', label: words.administrator.checkpoint },
    { to: '/fhir/metadata', label: words.administrator.interface },
  ]
  return (
    <div className="page narrow">
      <PageHead title={words.administrator.title} lead={words.administrator.text} />
      <section className="sheet">
        <h2>{words.administrator.may}</h2>
        <ul className="plain stack tight">
          <li>
            {words.administrator.health} <Health />
          </li>
          {links.map(({ to, label }) => (
            <li key={to}>
              <a href={to}>{label}</a> <span className="quiet hash">{to}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack" style={{ marginTop: 24 }}>
        <h2>{words.audit.blocks}</h2>
        <BlockList />
      </section>
    </div>
  )
}

function Health() {
  const client = useClient()
  const { words } = useWords()
  const { loaded } = useLoad(useCallback((signal: AbortSignal) => client.get<{ status: string }>('/health', signal), [client]))
  if (loaded.state === 'LOADING') return null
  const up = loaded.state === 'READY' && loaded.value.status === 'UP'
  return <span className={up ? 'chip good' : 'chip bad'}>{up ? words.administrator.up : words.administrator.down}</span>
}
