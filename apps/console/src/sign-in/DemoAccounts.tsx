import type { DemoAccount } from '../api/contract'
import { useWords } from '../words/WordsContext'

interface Props {
  accounts: DemoAccount[]
  chosen: DemoAccount | null
  onChoose: (account: DemoAccount) => void
}

/** The demo hospital's people; choosing one fills the form. */
export function DemoAccounts({ accounts, chosen, onChoose }: Props) {
  const { words, say } = useWords()
  return (
    <section className="stack" aria-labelledby="demo-accounts">
      <div className="stack tight">
        <h2 id="demo-accounts">{words.signIn.demoTitle}</h2>
        <p className="quiet">{words.signIn.demoHelp}</p>
      </div>
      <div className="demo-list">
        {accounts.map((account) => (
          <button
            key={account.username}
            type="button"
            aria-pressed={chosen?.username === account.username}
            aria-label={words.signIn.demoUse(account.name)}
            onClick={() => onChoose(account)}
          >
            <span className="row">
              <strong>{account.name}</strong>
              <span className="chip">{words.roles[account.role]}</span>
            </span>
            {say(account.note).toLowerCase() !== (words.roles[account.role] ?? '').toLowerCase() && <span className="quiet small">{say(account.note)}</span>}
          </button>
        ))}
      </div>
    </section>
  )
}
