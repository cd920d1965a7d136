import { useCallback } from 'react'
import { ledgerState } from '../api/office'
import { useLoad } from '../api/useLoad'
import { CopyLine } from '../look/CopyLine'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { useClient } from '../session/ClientContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { VerifyPanel } from './VerifyPanel'

/** The checkpoint in force, to be copied out, and the check of everything under it. */
export function CheckpointCard({ whole = false }: { whole?: boolean }) {
  const client = useClient()
  const { words } = useWords()
  const dates = useDates()
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => ledgerState(client, signal), [client]))
  if (loaded.state === 'LOADING') return <Loading rows={5} />
  if (loaded.state === 'FAILED') return <Failed error={loaded.error} retry={reload} />
  const { origin, size, root, key, signedAt, checkpoint } = loaded.value
  return (
    <section className="sheet stack">
      <div>
        <h2>{words.office.checkpoint}</h2>
        <p className="quiet">{words.office.checkpointHelp}</p>
      </div>
      <dl className="facts">
        <dt>{words.office.origin}</dt>
        <dd>{origin}</dd>
        <dt>{words.office.size}</dt>
        <dd className="number">{dates.number(size)}</dd>
        <dt>{words.office.signedAt}</dt>
        <dd>{dates.exact(signedAt)}</dd>
      </dl>
      <details open={whole}>
        <summary>{words.office.proofs}</summary>
        <dl className="facts">
        <dt>{words.office.root}</dt>
        <dd>
          <CopyLine value={root} label={words.office.root} />
        </dd>
        <dt>{words.office.key}</dt>
        <dd>
          <CopyLine value={key} label={words.office.key} />
        </dd>
        <dt>{words.office.note}</dt>
        <dd>
          <span className="copy-note">
            <CopyLine value={checkpoint} label={words.office.note} />
          </span>
        </dd>
        </dl>
      </details>
      <VerifyPanel />
    </section>
  )
}
