import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'

/** The pages' titles and leads: "my …" for patients, without "my" for a guardian who looks after others. */
export function usePortalTitles() {
  const { words } = useWords()
  const { session } = useSession()
  const its = words.patient
  return session.user.role === 'GUARDIAN'
    ? {
        feed: its.wardFeedTitle,
        consents: its.wardConsentsTitle,
        devices: its.wardDevicesTitle,
        feedLead: its.wardFeedLead,
        consentsLead: its.wardConsentsLead,
        devicesLead: its.wardDevicesLead,
      }
    : {
        feed: its.feedTitle,
        consents: its.consentsTitle,
        devices: its.devicesTitle,
        feedLead: its.feedLead,
        consentsLead: its.consentsLead,
        devicesLead: its.devicesLead,
      }
}
