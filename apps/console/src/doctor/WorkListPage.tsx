import { Input } from 'antd'
import { useCallback, useState } from 'react'
import { Link } from 'react-router'
import { workList } from '../api/care'
import type { WorkListPatient } from '../api/contract'
import { useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useSession } from '../session/SessionContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import { ageAt } from './age'

/** The patients in this person's care, filtered here and not on the server. */
export function WorkListPage() {
  const client = useClient()
  const { words, say } = useWords()
  const [filter, setFilter] = useState('')
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => workList(client, signal), [client]))

  const all = loaded.state === 'READY' ? loaded.value.patients : []
  const wanted = filter.trim().toLowerCase()
  const patients = all.filter((each) =>
    [each.name, say(each.unit.department), say(each.unit.group), each.responsible?.name ?? '']
      .some((text) => text.toLowerCase().includes(wanted)),
  )

  return (
    <div className="page">
      <PageHead title={words.doctor.workList} lead={loaded.state === 'READY' ? words.doctor.count(patients.length) : undefined}>
        {all.length > 0 && (
          <Input
            allowClear
            style={{ maxWidth: 320 }}
            aria-label={words.doctor.searchLabel}
            placeholder={words.doctor.search}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        )}
      </PageHead>
      {loaded.state === 'LOADING' && <Loading rows={6} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && patients.length === 0 && (
        <p className="sheet quiet" role="status">
          {all.length === 0 ? words.doctor.nobody : words.doctor.nobodyFits(filter)}
        </p>
      )}
      {patients.length > 0 && <PatientTable patients={patients} />}
    </div>
  )
}

function PatientTable({ patients }: { patients: WorkListPatient[] }) {
  const { words, say } = useWords()
  const { session } = useSession()
  const dates = useDates()
  return (
    <div className="sheet table-sheet">
      <table className="table folds">
        <thead>
          <tr>
            <th scope="col">{words.doctor.patient}</th>
            <th scope="col">{words.doctor.unit}</th>
            <th scope="col">{words.doctor.responsible}</th>
            <th scope="col">{words.doctor.since}</th>
          </tr>
        </thead>
        <tbody>
          {patients.map((each) => (
            <tr key={each.id}>
              <td>
                <span className="row">
                  <Link to={`/patients/${each.id}`}>
                    <strong>{each.name}</strong>
                  </Link>
                  <span className="quiet">
                    {[words.genders[each.gender] ?? '', words.common.years(ageAt(each.birthDate, new Date()))].filter(Boolean).join(' · ')}
                  </span>
                  {each.tags.map((tag) => (
                    <span key={tag} className="chip alarm">
                      {words.tags[tag] ?? tag}
                    </span>
                  ))}
                </span>
              </td>
              <td>{[say(each.unit.department), say(each.unit.group)].filter(Boolean).join(' · ')}</td>
              <td data-label={words.doctor.responsible}>
                {each.responsible?.name ?? words.common.none}
                {each.responsible?.id === session.user.id && <span className="quiet">{words.doctor.you}</span>}
              </td>
              <td className="quiet nowrap" data-label={words.doctor.since}>{dates.day(each.since)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
