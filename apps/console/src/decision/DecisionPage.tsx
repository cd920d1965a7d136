import { Button } from 'antd'
import { useCallback } from 'react'
import { useNavigate, useParams } from 'react-router'
import { explanation } from '../api/care'
import { useLoad } from '../api/useLoad'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'
import { ExplanationFacts } from './ExplanationFacts'

/** Why one decision came out as it did. */
export function DecisionPage() {
  const { decision = '' } = useParams()
  const client = useClient()
  const navigate = useNavigate()
  const { words } = useWords()
  const { loaded, reload } = useLoad(
    useCallback((signal: AbortSignal) => explanation(client, decision, signal), [client, decision]),
  )
  return (
    <div className="page narrow">
      <PageHead title={words.decision.title}>
        <Button onClick={() => navigate(-1)}>{words.common.back}</Button>
      </PageHead>
      {loaded.state === 'LOADING' && <Loading rows={6} />}
      {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
      {loaded.state === 'READY' && (
        <div className="sheet">
          <ExplanationFacts explanation={loaded.value} />
        </div>
      )}
    </div>
  )
}
