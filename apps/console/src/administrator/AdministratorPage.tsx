import { PageHead } from '../look/PageHead'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'

/** Says that administrators see no clinical data, and what they may open. */
export function AdministratorPage() {
  const { words } = useWords()
  const { session } = useSession()
  if (session.user.role === 'RESEARCHER') {
    return (
      <div className="page narrow">
        <PageHead title={words.administrator.researcherTitle} lead={words.administrator.researcherText} />
      </div>
    )
  }
  const links = [
    { to: '/health', label: words.administrator.health },
    { to: '/metrics', label: words.administrator.metrics },
    { to: '/ledger/checkpoint', label: words.administrator.checkpoint },
    { to: '/api/openapi', label: words.administrator.interface },
  ]
  return (
    <div className="page narrow">
      <PageHead title={words.administrator.title} lead={words.administrator.text} />
      <section className="sheet">
        <h2>{words.administrator.may}</h2>
        <ul className="plain stack tight">
          {links.map(({ to, label }) => (
            <li key={to}>
              <a href={to}>{label}</a> <span className="quiet hash">{to}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
