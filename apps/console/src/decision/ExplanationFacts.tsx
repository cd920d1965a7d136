import { groundsOf } from '../api/grounds'
import type { Explanation } from '../api/contract'
import { useWords } from '../words/WordsContext'

/** The parts of an explanation, each under its plain name. */
export function ExplanationFacts({ explanation }: { explanation: Explanation }) {
  const { words, say } = useWords()
  const { reason, rules } = explanation
  return (
    <dl className="facts">
      <dt>{words.decision.outcome}</dt>
      <dd>
        <span className={explanation.outcome === 'PERMIT' ? 'chip good' : 'chip bad'}>{words.outcomes[explanation.outcome]}</span>
      </dd>
      {groundsOf(explanation.ground).length > 0 && (
        <>
          <dt>{words.decision.ground}</dt>
          <dd>{groundsOf(explanation.ground).map((each) => words.grounds[each] ?? each).join(words.devices.listMark)}</dd>
        </>
      )}
      {reason && (
        <>
          <dt>{words.decision.reason}</dt>
          <dd>
            {say(reason)} <span className="quiet hash">{reason.code}</span>
          </dd>
        </>
      )}
      {reason?.cure && (
        <>
          <dt>{words.decision.cure}</dt>
          <dd>{say(reason.cure)}</dd>
        </>
      )}
      <dt>{words.decision.rules}</dt>
      <dd>
        {rules.length === 0 && words.decision.noRules}
        <ul className="plain stack tight">
          {rules.map((rule) => (
            <li key={rule.id}>
              <span className="chip hash">{rule.id}</span> {say(rule.title)}
              {rule.basis !== '' && (
                <span className="quiet small" style={{ display: 'block' }}>
                  {words.decision.basis} · <span lang="en">{rule.basis}</span>
                </span>
              )}
            </li>
          ))}
        </ul>
      </dd>
      {explanation.duties.length > 0 && <Duties duties={explanation.duties} />}
      {explanation.consentVersion !== null && (
        <>
          <dt>{words.decision.consentVersion}</dt>
          <dd>{explanation.consentVersion}</dd>
        </>
      )}
      <dt>{words.decision.rulebook}</dt>
      <dd className="hash">{explanation.rulebook}</dd>
      <dt>{words.decision.id}</dt>
      <dd className="hash">{explanation.id}</dd>
    </dl>
  )
}

function Duties({ duties }: { duties: Explanation['duties'] }) {
  const { words } = useWords()
  return (
    <>
      <dt>{words.decision.duties}</dt>
      <dd>
        <ul className="plain">
          {duties.map((duty) => {
            const kind = typeof duty === 'string' ? duty : duty.kind
            const parameters = typeof duty === 'string' ? {} : (duty.parameters ?? {})
            const hours = parameters['hours']
            const detail = hours === undefined ? Object.values(parameters).join(', ') : words.decision.dutyHours(hours)
            return (
              <li key={kind}>
                {words.decision.dutyKinds[kind] ?? kind} <span className="quiet">{detail}</span>
              </li>
            )
          })}
        </ul>
      </dd>
    </>
  )
}
