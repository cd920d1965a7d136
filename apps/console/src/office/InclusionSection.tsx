import { useCallback } from 'react'
import type { LedgerEntryDetail } from '../api/contract'
import { useLoad } from '../api/useLoad'
import { canHash, provesInclusion } from '../ledger/inclusion'
import { CopyLine } from '../look/CopyLine'
import { useWords } from '../words/WordsContext'

/** The inclusion proof, recomputed here and not believed. */
export function InclusionSection({ entry }: { entry: LedgerEntryDetail }) {
  const { words } = useWords()
  const { inclusion, leafHash } = entry
  return (
    <section className="sheet stack">
      <h2>{words.entry.proof}</h2>
      {inclusion === null ? <p className="quiet">{words.entry.noProof}</p> : <Verdict entry={entry} />}
      <dl className="facts">
        <dt>{words.entry.leaf}</dt>
        <dd>
          <CopyLine value={leafHash} label={words.entry.leaf} />
        </dd>
        {inclusion !== null && (
          <>
            <dt>{words.entry.size}</dt>
            <dd className="number">{inclusion.size}</dd>
            <dt>{words.office.root}</dt>
            <dd>
              <CopyLine value={inclusion.root} label={words.office.root} />
            </dd>
          </>
        )}
      </dl>
      {inclusion !== null && (
        <details>
          <summary>{words.entry.path(inclusion.path.length)}</summary>
          <ol className="hash" style={{ paddingLeft: 28, marginTop: 8 }}>
            {inclusion.path.map((hash) => (
              <li key={hash}>{hash}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function Verdict({ entry }: { entry: LedgerEntryDetail }) {
  const { words } = useWords()
  const check = useCallback(async () => {
    if (!canHash()) return 'UNABLE' as const
    const { index, leafHash, inclusion } = entry
    return inclusion !== null && (await provesInclusion({ index, leafHash, ...inclusion })) ? ('PROVEN' as const) : ('BROKEN' as const)
  }, [entry])
  const { loaded } = useLoad(check)
  // A proof that can't even be read is no proof.
  const verdict = loaded.state === 'READY' ? loaded.value : loaded.state === 'FAILED' ? 'BROKEN' : 'CHECKING'
  switch (verdict) {
    case 'CHECKING':
      return <p role="status">{words.entry.checking}</p>
    case 'PROVEN':
      return <p role="status" className="notice good">✓ {words.entry.proven}</p>
    case 'UNABLE':
      return <p role="status" className="notice alarm">{words.entry.cannotCheck}</p>
    case 'BROKEN':
      return <p role="alert" className="notice bad">✗ {words.entry.notProven}</p>
  }
}
