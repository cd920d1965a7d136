import type { LedgerEntry } from '../api/contract'
import { useWords } from '../words/WordsContext'

const OPAQUE = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** Who acted: staff by name, machines by what they are, patients and guardians by the start of their opaque account id. */
export function ActorName({ actor }: { actor: LedgerEntry['actor'] }) {
  const { words } = useWords()
  if (actor === null) return <>{words.office.system}</>
  const role = words.roles[actor.role] ?? actor.role
  if (OPAQUE.test(actor.name) || actor.name === actor.id) {
    return (
      <>
        {role || words.entry.accountWords['actor']}{' '}
        <span className="quiet hash" title={actor.name}>
          {OPAQUE.test(actor.name) ? actor.name.slice(0, 8) : actor.name}
        </span>
      </>
    )
  }
  return (
    <>
      {actor.name} <span className="quiet">{role}</span>
    </>
  )
}
