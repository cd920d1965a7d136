import { Checkbox } from 'antd'
import { Link } from 'react-router'
import type { LedgerEntry } from '../api/contract'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { ActorName } from './ActorName'

const OUTCOME_CHIPS = { PERMIT: 'chip good', DENY: 'chip bad', DONE: 'chip', FAULT: 'chip alarm' }

interface Choosing {
  entries: LedgerEntry[]
  chosen: number[]
  onChoose: (index: number, on: boolean) => void
}

/** Entries in a table, each to be opened or chosen for an evidence package. */
export function EntryTable({ entries, chosen, onChoose }: Choosing) {
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
              <td className="number nowrap">
                <Checkbox aria-label={words.audit.choose(entry.index)} checked={chosen.includes(entry.index)} onChange={(event) => onChoose(entry.index, event.target.checked)} />{' '}
                <Link to={`/office/entries/${entry.index}`} aria-label={words.office.open(entry.index)}>
                  {entry.index}
                </Link>
              </td>
              <td className="nowrap">
                <time dateTime={entry.at}>{dates.exact(entry.at)}</time>
              </td>
              <td className="nowrap">
                <ActorName actor={entry.actor} />
              </td>
              <td className="nowrap">
                {words.operations[entry.type] ?? entry.type}
                <Act entry={entry} />
              </td>
              <td>{entry.purpose === null ? '' : (words.purposes[entry.purpose] ?? entry.purpose)}</td>
              <td>
                {entry.outcome !== null && (
                  <span className={OUTCOME_CHIPS[entry.outcome]}>{words.outcomes[entry.outcome]}</span>
                )}{' '}
                {entry.reason !== null && (
                  <span className="quiet small">{words.signInRefusals[entry.reason.code] ?? say(entry.reason)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What was done, where the type does not say it already. */
function Act({ entry }: { entry: LedgerEntry }) {
  const { words } = useWords()
  if (entry.operation === null || entry.operation === entry.type) return null
  const act = words.acts[entry.operation] ?? entry.operation
  return act === words.operations[entry.type] ? null : <span className="quiet"> · {act}</span>
}
