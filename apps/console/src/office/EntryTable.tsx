import { Link } from 'react-router'
import type { LedgerEntry } from '../api/contract'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'

export function EntryTable({ entries }: { entries: LedgerEntry[] }) {
  const { words, say } = useWords()
  const dates = useDates()
  return (
    <div className="sheet table-sheet">
      <table className="table folds tight">
        <thead>
          <tr>
            <th scope="col">{words.office.index}</th>
            <th scope="col">{words.office.time}</th>
            <th scope="col">{words.office.who}</th>
            <th scope="col">{words.office.type}</th>
            <th scope="col">{words.office.purpose}</th>
            <th scope="col">{words.office.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.index}>
              <td className="number">
                <Link to={`/office/entries/${entry.index}`} aria-label={words.office.open(entry.index)}>
                  {entry.index}
                </Link>
              </td>
              <td className="nowrap">
                <time dateTime={entry.at}>{dates.exact(entry.at)}</time>
              </td>
              <td className="nowrap">
                {entry.actor?.name ?? words.office.system}{' '}
                {entry.actor !== null && <span className="quiet">{words.roles[entry.actor.role] ?? entry.actor.role}</span>}
              </td>
              <td className="nowrap">
                {words.operations[entry.type] ?? entry.type}
                {entry.operation !== null && entry.operation !== entry.type && (
                  <span className="quiet"> · {words.operations[entry.operation] ?? entry.operation}</span>
                )}
              </td>
              <td>{entry.purpose === null ? '' : (words.purposes[entry.purpose] ?? entry.purpose)}</td>
              <td>
                {entry.outcome !== null && (
                  <span className={entry.outcome === 'DENY' ? 'chip bad' : 'chip good'}>{words.outcomes[entry.outcome]}</span>
                )}{' '}
                {entry.reason !== null && (
                  <span className="quiet small">{typeof entry.reason === 'string' ? entry.reason : say(entry.reason)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
