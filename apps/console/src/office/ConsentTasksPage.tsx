import { useCallback, useState } from 'react'
import type { ConsentTask } from '../api/contract'
import { consentTasks, finishTask } from '../api/office'
import { useLoad } from '../api/useLoad'
import { ActWithText } from '../look/ActWithText'
import { Failed } from '../look/Failed'
import { Loading } from '../look/Loading'
import { PageHead } from '../look/PageHead'
import { useClient } from '../session/ClientContext'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'

/** What changes of consent oblige the hospital to do by a time, the next one due first. */
export function ConsentTasksPage() {
  const client = useClient()
  const { words } = useWords()
  const its = words.audit
  const [done, setDone] = useState(false)
  const { loaded, reload } = useLoad(useCallback((signal: AbortSignal) => consentTasks(client, signal), [client]))
  const all = loaded.state === 'READY' ? loaded.value.tasks : []
  const open = all.filter((each) => each.doneAt === null)
  return (
    <div className="page narrow">
      <PageHead title={its.tasks} lead={its.tasksLead} />
      <div className="stack">
        {done && (
          <p className="notice good" role="status">
            {its.taskFinished}
          </p>
        )}
        {loaded.state === 'LOADING' && <Loading rows={4} />}
        {loaded.state === 'FAILED' && <Failed error={loaded.error} retry={reload} />}
        {loaded.state === 'READY' && open.length === 0 && <p className="sheet quiet">{its.tasksNothing}</p>}
        {[...open, ...all.filter((each) => each.doneAt !== null)].map((each) => (
          <Task
            key={each.id}
            task={each}
            onDone={() => {
              setDone(true)
              reload()
            }}
          />
        ))}
      </div>
    </div>
  )
}

function Task({ task, onDone }: { task: ConsentTask; onDone: () => void }) {
  const client = useClient()
  const { words } = useWords()
  const dates = useDates()
  const [now] = useState(() => Date.now())
  const its = words.audit
  const left = new Date(task.due).getTime() - now
  return (
    <section className="sheet stack tight">
      <div className="row between">
        <strong>{its.taskKinds[task.kind] ?? task.kind}</strong>
        {task.doneAt !== null ? (
          <span className="chip good">{its.taskDone(dates.time(task.doneAt))}</span>
        ) : (
          <span className={task.overdue ? 'chip bad' : 'chip alarm'}>{task.overdue ? words.statements.overdue(dates.length(left)) : words.statements.left(dates.length(left))}</span>
        )}
      </div>
      <span className="quiet small">
        {its.taskDue(dates.time(task.due))} · {its.taskRule} <span className="hash">{task.rule}</span> · {words.entry.accountWords['patient']} <span className="hash">{task.patient}</span>
      </span>
      {task.doneAt !== null ? (
        <span>
          <span className="quiet">{its.taskProof}</span> {task.proof}
        </span>
      ) : (
        <ActWithText name={`task-${task.id}`} label={its.taskProof} hint={its.taskProofHint} least={1} button={its.taskFinish} act={(text) => finishTask(client, task.id, text)} onDone={onDone} />
      )}
    </section>
  )
}
