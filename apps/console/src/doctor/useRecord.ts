import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ApiError } from '../api/ApiError'
import { readRecord, type RecordPart } from '../api/record'
import { asApiError } from '../api/useLoad'
import { arrange, type PatientRecord } from '../record/timeline'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'

export interface Reading {
  record: PatientRecord
  done: boolean
  error: ApiError | null
  again: () => void
}

interface Parts {
  parts: RecordPart[]
  done: boolean
  error: ApiError | null
}

const NOTHING: Parts = { parts: [], done: false, error: null }

/** A patient's record as far as it has been read; it grows page by page. */
export function useRecord(patient: string): Reading {
  const client = useClient()
  const { language } = useWords()
  const [read, setRead] = useState<Parts>(NOTHING)
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    const abort = new AbortController()
    const parts: RecordPart[] = []
    const show = (next: Parts) => {
      if (!abort.signal.aborted) setRead(next)
    }
    readRecord(client, patient, abort.signal, (part) => {
      parts.push(part)
      show({ parts: [...parts], done: part.last, error: null })
    }).catch((cause: unknown) => {
      const error = asApiError(cause)
      // Half a record must not pass for a whole one: what was read before a failure is taken down.
      show({ parts: [], done: true, error })
    })
    return () => abort.abort()
  }, [client, patient, turn])

  const again = useCallback(() => {
    setRead(NOTHING)
    setTurn((before) => before + 1)
  }, [])
  const record = useMemo(() => arrange(read.parts, language), [read.parts, language])
  return { record, done: read.done, error: read.error, again }
}
