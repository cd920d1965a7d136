import type { Bundle } from '../record/fhir'
import type { Client } from './Client'

/** No record is longer than this many pages of 200; a server that pages for ever is stopped here. */
const PAGES_MAXIMUM = 250

export interface RecordPart {
  bundle: Bundle
  decision: string | null
  last: boolean
}

/** Reads a patient's whole record page by page and hands over each page as it comes. */
export async function readRecord(
  client: Client,
  patient: string,
  signal: AbortSignal,
  onPart: (part: RecordPart) => void,
): Promise<void> {
  let path: string | null = `/fhir/Patient/${encodeURIComponent(patient)}/$everything?_count=200`
  for (let page = 0; page < PAGES_MAXIMUM && path !== null; page += 1) {
    const answer: { value: Bundle; decision: string | null } = await client.getWithDecision<Bundle>(path, signal)
    path = nextPath(answer.value)
    onPart({ bundle: answer.value, decision: answer.decision, last: path === null })
  }
}

/** The next page on our own origin: whatever host the link names, only its path is followed. */
function nextPath(bundle: Bundle): string | null {
  const link = bundle.link?.find((each) => each.relation === 'next')?.url
  if (link === undefined) return null
  const address = new URL(link, 'http://origin.invalid/fhir/')
  return address.pathname.startsWith('/fhir') ? address.pathname + address.search : null
}
