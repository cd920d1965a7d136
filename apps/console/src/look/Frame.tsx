import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'
import { Brand } from './Brand'
import { LanguageSwitch } from './LanguageSwitch'

export interface Place {
  to: string
  label: string
  icon?: ReactNode
  tone?: 'emergency'
}

/** The bar above every page: brand, places to go, who is signed in. */
export function Frame({ places, tabs, children }: { places: Place[]; tabs?: boolean; children: ReactNode }) {
  const { words, say } = useWords()
  const { session, leave } = useSession()
  const { user } = session
  const title = user.title === null ? '' : words.titles[user.title]
  const role = [say(user.department), title || words.roles[user.role]].filter(Boolean).join(' · ')
  return (
    <div className={tabs ? 'phone-tabs' : undefined}>
      <a className="skip" href="#content">
        {words.common.skip}
      </a>
      <header className="top">
        <div className="top-inner">
          <Link to="/" className="brand" aria-label={words.brand.name}>
            <Brand />
          </Link>
          {places.length > 0 && (
            <nav className={tabs ? 'nav tabs' : 'nav'} aria-label={words.common.navigation}>
              {places.map((place) => (
                <NavLink key={place.to} to={place.to} end={place.to === '/'} className={place.tone}>
                  {place.icon}
                  {place.label}
                </NavLink>
              ))}
            </nav>
          )}
          <div className="who">
            <div className="who-name">
              {user.name}
              <small>{role}</small>
            </div>
            <LanguageSwitch />
            <Button type="text" size="small" onClick={leave}>
              {words.common.signOut}
            </Button>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
