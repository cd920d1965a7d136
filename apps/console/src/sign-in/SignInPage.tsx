import { useCallback, useState } from 'react'
import type { DemoAccount, Session } from '../api/contract'
import { demoAccounts } from '../api/session'
import { useLoad } from '../api/useLoad'
import { Brand } from '../look/Brand'
import { LanguageSwitch } from '../look/LanguageSwitch'
import { useClient } from '../session/ClientContext'
import { useWords } from '../words/WordsContext'
import { CodeForm } from './CodeForm'
import { DemoAccounts } from './DemoAccounts'
import { PasswordForm } from './PasswordForm'

interface Props {
  ended: boolean
  onSignedIn: (session: Session) => void
}

/** Two steps to a session: name and password, then a one-time code. */
export function SignInPage({ ended, onSignedIn }: Props) {
  const client = useClient()
  const { words } = useWords()
  const [challenge, setChallenge] = useState<string | null>(null)
  const [chosen, setChosen] = useState<DemoAccount | null>(null)
  const { loaded } = useLoad(useCallback((signal: AbortSignal) => demoAccounts(client, signal), [client]))
  const accounts = loaded.state === 'READY' ? loaded.value.accounts : []

  // The code is read when it is needed: the one in the list may have run out while the person was choosing.
  const freshCode = useCallback(async () => {
    if (chosen === null) return ''
    const now = await demoAccounts(client)
    return now.accounts.find((account) => account.username === chosen.username)?.code ?? ''
  }, [chosen, client])

  const choose = (account: DemoAccount) => {
    setChallenge(null)
    setChosen(account)
  }

  return (
    <div className="gate">
      <header className="gate-top">
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={accounts.length > 0 ? 'gate-body' : 'gate-body alone'}>
        <section className="sheet gate-form">
          <p className="gate-line">{words.brand.line}</p>
          {ended && <p className="notice alarm" role="status" style={{ marginBottom: 18 }}>{words.signIn.ended}</p>}
          {challenge === null ? (
            <PasswordForm key={chosen?.username} account={chosen} onAccepted={setChallenge} />
          ) : (
            <CodeForm challenge={challenge} suggest={freshCode} onSignedIn={onSignedIn} onAgain={() => setChallenge(null)} />
          )}
        </section>
        {accounts.length > 0 && <DemoAccounts accounts={accounts} chosen={chosen} onChoose={choose} />}
      </main>
    </div>
  )
}
