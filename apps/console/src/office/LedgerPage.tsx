import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ApiError } from '../api/ApiError'
import { entries, entriesFile, FILTERS, type EntryFilter } from '../api/office'
import { saveFile } from '../api/saveFile'
import { asApiError, useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'
import { EntryFilters } from './EntryFilters'
import { EntryTable } from './EntryTable'

/** The explorer: all entries of the ledger, newest first. What is asked and where one stands is in the address. */
export function LedgerPage() {
  const client = useClient()
  const { words } = useWords()
  const [query, setQuery] = useSearchParams()
  const [chosen, setChosen] = useState<number[]>([])
  const before = query.get('before')
  const asked = query.toString()
  const { loaded, reload } = useLoad(
    useCallback(
      (signal: AbortSignal) => entries(client, filterOf(new URLSearchParams(asked)), before === null ? null : Number(before), signal),
      [client, asked, before],
    ),
  )
  const narrow = (filter: EntryFilter) => {
    const next = new URLSearchParams()
    for (const name of FILTERS) if (filter[name]) next.set(name, filter[name])
    setQuery(next)
  }
  const turnTo = (index: number | null) => {
    const next = new URLSearchParams(query)
    if (index === null) next.delete('before')
    else next.set('before', String(index))
    setQuery(next)
  }
  const choose = (index: number, on: boolean) => setChosen((all) => (on ? [...all, index] : all.filter((each) => each !== index)))
  const found = loaded.state === 'READY' ? loaded.value : { entries: [], next: null }

  return (
    <div className="page stack">
      <PageHead title={words.audit.find} lead={words.audit.findLead}>
        <ExportButton filter={filterOf(query)} />
      </PageHead>
      <Shortcuts />
      <EntryFilters filter={filterOf(query)} onChange={narrow} />
      {chosen.length > 0 && (
        <div className="notice good row between" role="status">
          <strong>{words.audit.chosen(chosen.length)}</strong>
          <span className="row">
            <Link to={`/office/evidence?entries=${[...chosen].sort((a, b) => a - b).join(',')}`}>{words.audit.toEvidence}</Link>
            <Button size="small" onClick={() => setChosen([])}>
              {words.audit.forget}
            </Button>
          </span>
        </div>
      )}
      {loaded.state === 'LOADING' && <Loading rows={8} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && found.entries.length === 0 && <p className="sheet quiet">{found.next === null ? words.office.noEntries : words.audit.wentOn}</p>}
      {found.entries.length > 0 && <EntryTable entries={found.entries} chosen={chosen} onChoose={choose} />}
      <div className="row">
        {before !== null && <Button onClick={() => turnTo(null)}>{words.office.newest}</Button>}
        {found.next !== null && <Button onClick={() => turnTo(found.next)}>{found.entries.length === 0 ? words.audit.goOn : words.office.older}</Button>}
      </div>
    </div>
  )
}

/** What an audit asks for first. */
function Shortcuts() {
  const { words } = useWords()
  const places: [string, string | undefined][] = [
    ['outcome=DENY', words.outcomes['DENY']],
    ['type=BREAK_GLASS', words.operations['BREAK_GLASS']],
    ['label=SPECIAL_DISEASE', words.audit.labels['SPECIAL_DISEASE']],
    ['label=HIGHLY_SENSITIVE', words.audit.labels['HIGHLY_SENSITIVE']],
    ['label=SPECIAL_IDENTITY', words.audit.labels['SPECIAL_IDENTITY']],
    ['type=EXPORT', words.operations['EXPORT']],
  ]
  return (
    <nav className="row" aria-label={words.audit.shortcuts}>
      {places.map(([query, label]) => (
        <Link key={query} className="chip" to={`/office/entries?${query}`}>
          {label}
        </Link>
      ))}
    </nav>
  )
}

function filterOf(query: URLSearchParams): EntryFilter {
  return Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? '']))
}

function ExportButton({ filter }: { filter: EntryFilter }) {
  const client = useClient()
  const { words } = useWords()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const take = () => {
    setBusy(true)
    setError(null)
    entriesFile(client, filter)
      .then(saveFile, (cause: unknown) => setError(asApiError(cause)))
      .finally(() => setBusy(false))
  }
  return (
    <span className="stack tight">
      <Button onClick={take} loading={busy}>
        {words.audit.file}
      </Button>
      {error !== null && <Failed error={error} />}
    </span>
  )
}
