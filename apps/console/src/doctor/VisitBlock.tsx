import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Value } from '../look/Value'
import type { Line } from '../record/describe'
import type { Section } from '../record/sections'
import type { Visit } from '../record/timeline'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'

const LINES_AT_FIRST = 8

/** One visit of the time line; its content is built only once it is opened. */
export function VisitBlock({ patient, visit, startsOpen }: { patient: string; visit: Visit; startsOpen: boolean }) {
  const { words } = useWords()
  const dates = useDates()
  const [open, setOpen] = useState(startsOpen)
  const end = visit.end !== '' && dates.day(visit.end) !== dates.day(visit.start) ? ` – ${dates.day(visit.end)}` : ''
  return (
    <details className="visit" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>
          {visit.encounter === null ? words.record.outsideVisits : <Value of={visit.title} fallback={words.record.visitUntitled} />}
        </h2>
        {visit.kind !== '' && <span className="chip">{words.record.visitKinds[visit.kind] ?? visit.kind}</span>}
        <span className="quiet">
          {visit.start !== '' && `${dates.day(visit.start)}${end} · `}
          {words.record.readAll(visit.count)}
        </span>
      </summary>
      {open && (
        <div className="visit-body">
          {visit.sections.map(({ section, lines }) => (
            <SectionBlock key={section} patient={patient} section={section} lines={lines} />
          ))}
        </div>
      )}
    </details>
  )
}

function SectionBlock({ patient, section, lines }: { patient: string; section: Section; lines: Line[] }) {
  const { words } = useWords()
  const [all, setAll] = useState(false)
  const shownLines = all ? lines : lines.slice(0, LINES_AT_FIRST)
  return (
    <section className="section">
      <h3>{words.record.sections[section]}</h3>
      {shownLines.map((line, place) => (
        <LineBlock key={line.resource.id ?? place} patient={patient} line={line} />
      ))}
      {shownLines.length < lines.length && (
        <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setAll(true)}>
          {words.record.showAll(lines.length)}
        </Button>
      )}
    </section>
  )
}

function LineBlock({ patient, line }: { patient: string; line: Line }) {
  const { words } = useWords()
  const dates = useDates()
  const { resource, status } = line
  const ordinary = ['final', 'completed', 'finished', 'current', 'available', ''].includes(status)
  return (
    <div className="line">
      <div className="line-main">
        <Link to={`/patients/${patient}/${resource.resourceType}/${resource.id ?? ''}`}>
          <Value of={line.title} fallback={words.record.types[resource.resourceType] ?? resource.resourceType} />
        </Link>
        <span className="line-value">
          <Value of={line.value} />
        </span>
        {line.reduced && <span className="chip masked">{words.record.reduced}</span>}
      </div>
      <div className="line-side">
        {[ordinary ? '' : (words.record.statuses[status] ?? status), line.date === '' ? '' : dates.day(line.date)].filter(Boolean).join(' · ')}
      </div>
      {line.text !== '' && (
        <details className="line-text">
          <summary>{words.record.showText}</summary>
          <pre className="plain-text">{line.text}</pre>
        </details>
      )}
    </div>
  )
}
