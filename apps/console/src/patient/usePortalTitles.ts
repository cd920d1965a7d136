import { useSession } from '../session/SessionContext'
import { useWords } from '../words/WordsContext'

/** The pages' titles: "my …" for patients, without "my" for a guardian who looks after others. */
export function usePortalTitles() {
  const { words } = useWords()
  const { session } = useSession()
  const { feedTitle, consentsTitle, devicesTitle, wardFeedTitle, wardConsentsTitle, wardDevicesTitle } = words.patient
  return session.user.role === 'GUARDIAN'
    ? { feed: wardFeedTitle, consents: wardConsentsTitle, devices: wardDevicesTitle }
    : { feed: feedTitle, consents: consentsTitle, devices: devicesTitle }
}
