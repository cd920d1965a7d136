import type { FeedEvent } from '../api/contract'

export function feedEvent(entry: number, more: Partial<FeedEvent> = {}): FeedEvent {
  return {
    entry,
    at: '2026-03-01T08:00:00+08:00',
    who: { name: `医生${entry}`, role: 'DOCTOR', department: { zh: '消化内科', en: 'Gastroenterology' }, institution: null },
    acting: null,
    operation: 'READ',
    what: { zh: '您的病历', en: 'your record' },
    purpose: 'TREATMENT',
    outcome: 'PERMIT',
    ground: 'OWN_GROUP',
    reason: null,
    breakGlass: false,
    ...more,
  }
}
