import { useCallback, useState } from 'react'
import { Link } from 'react-router'
import type { Block } from '../api/contract'
import { blocks, liftBlock } from '../api/office'
import { useLoad } from '../api/useLoad'
import { ActWithText } from '../look/ActWithText'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'

/** The blocked accounts, each to be lifted by a second person with a reason. */
export function BlockList() {
  const client = useClient()
  const { words } = useWords()
  const [lifted, setLifted] = useState('')
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => blocks(client, signal), [client]))
  return (
    <div className="stack">
      {lifted !== '' && (
        <p className="notice good" role="status">
          {words.audit.lifted(lifted)}
        </p>
      )}
      {loaded.state === 'LOADING' && <Loading rows={3} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && loaded.value.blocked.length === 0 && <p className="sheet quiet">{words.audit.blocksNothing}</p>}
      {loaded.state === 'READY' &&
        loaded.value.blocked.map((each) => (
          <Blocked
            key={each.account}
            block={each}
            onLifted={() => {
              setLifted(each.name)
              reload()
            }}
          />
        ))}
    </div>
  )
}

function Blocked({ block, onLifted }: { block: Block; onLifted: () => void }) {
  const client = useClient()
  const { words } = useWords()
  const dates = useDates()
  const { session } = useSession()
  const its = words.audit
  const office = session.user.role === 'OFFICER'
  return (
    <section className="sheet stack" aria-label={block.name}>
      <div className="row between">
        <span>
          <strong>{block.name}</strong> <span className="quiet hash">{block.account}</span>
        </span>
        <span className="row">
          <span className="chip bad">{its.blockReasons[block.code] ?? words.decision.dutyKinds['ANOMALY']}</span>
          <span className="quiet">{its.blockedSince(dates.time(block.since))}</span>
        </span>
      </div>
      {office && <Link to={`/office/entries?person=${encodeURIComponent(block.account)}`}>{its.blockEvents}</Link>}
      {session.user.id === block.account ? (
        <p className="quiet">{its.liftOwn}</p>
      ) : (
        <ActWithText name={`lift-${block.account}`} label={its.liftReason} hint={its.liftHint} button={its.lift} act={(text) => liftBlock(client, block.account, text)} onDone={onLifted} />
      )}
    </section>
  )
}
