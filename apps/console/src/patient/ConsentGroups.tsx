import { Switch } from 'antd'
import type { ReactNode } from 'react'
import type { Choice, ConsentChange, Consents } from '../api/contract'
import { useDates } from '../words/dates'
import { useWords } from '../words/WordsContext'
import type { Wish } from './ConfirmChange'

interface Item {
  kind: ConsentChange['kind']
  code: string
  title: string
  text: string
  without: string
  choice: Choice
  since?: string | null
}

/** All that can be agreed to, group by group. There is no "all" switch: each item is a decision of its own. */
export function ConsentGroups({ consents, onWish }: { consents: Consents; onWish: (wish: Wish) => void }) {
  const { words, say } = useWords()
  const { withoutEach } = words.consents
  const options = (scope: 'BASIC' | 'EXTENDED'): Item[] =>
    consents.options
      .filter((each) => each.scope === scope)
      .map((each) => ({ ...each, kind: 'OPTION', title: say(each.title), text: say(each.text), without: withoutEach[each.code] ?? '' }))
  const recipients: Item[] = consents.recipients.map((each) => ({
    kind: 'RECIPIENT',
    code: each.id,
    title: say(each.name),
    text: words.consents.purpose(say(each.purpose)),
    without: withoutEach['RECIPIENT'] ?? '',
    choice: each.choice,
  }))
  const assistants: Item[] = consents.assistants.map((each) => ({
    kind: 'ASSISTANT',
    code: each.id,
    title: say(each.name),
    text: say(each.department),
    without: withoutEach['ASSISTANT'] ?? '',
    choice: each.choice,
  }))
  return (
    <>
      <section className="notice good">
        <strong>{words.consents.care}</strong>
        <p>{say(consents.care)}</p>
      </section>
      <Group title={words.consents.basic} items={options('BASIC')} onWish={onWish} />
      <Group title={words.consents.extended} help={words.consents.extendedHelp} items={options('EXTENDED')} onWish={onWish} />
      <Group title={words.consents.recipients} help={words.consents.recipientsHelp} items={recipients} onWish={onWish} empty={words.consents.noRecipients} />
      <Group title={words.consents.assistants} help={words.consents.assistantsHelp} items={assistants} onWish={onWish} empty={words.consents.noAssistants} />
    </>
  )
}

function Group({ title, help, items, empty, onWish }: { title: string; help?: string; items: Item[]; empty?: string; onWish: (wish: Wish) => void }) {
  if (items.length === 0 && empty === undefined) return null
  return (
    <section className="sheet">
      <h2 style={{ marginBottom: 2 }}>{title}</h2>
      {help && <p className="quiet small">{help}</p>}
      {items.length === 0 && <p className="quiet">{empty}</p>}
      {items.map((item) => (
        <SwitchRow key={item.code} item={item} onWish={onWish} />
      ))}
    </section>
  )
}

function SwitchRow({ item, onWish }: { item: Item; onWish: (wish: Wish) => void }) {
  const { words } = useWords()
  const dates = useDates()
  const { kind, code, title, text, without, choice } = item
  const state: Record<Choice, ReactNode> = {
    AGREE: words.consents.agreed,
    DISAGREE: words.consents.disagreed,
    NONE: words.consents.notAsked,
  }
  return (
    <div className="switch-row">
      <div className="stack tight">
        <h3>{title}</h3>
        {text !== '' && <p>{text}</p>}
        <p className="quiet small">
          {words.consents.without}
          {without}
        </p>
        <p className="small">
          <span className={choice === 'AGREE' ? 'chip good' : 'chip'}>{state[choice]}</span>{' '}
          {item.since && choice !== 'NONE' && <span className="quiet">{words.consents.since(dates.day(item.since))}</span>}
        </p>
      </div>
      <Switch
        aria-label={title}
        checked={choice === 'AGREE'}
        onChange={(on) => onWish({ change: { kind, code, choice: on ? 'AGREE' : 'DISAGREE' }, title, text, without })}
      />
    </div>
  )
}
