import { Frame } from '../look/Frame'
import { AdministratorPage } from './AdministratorPage'

/** What those see who are no clinicians and hold no patients: no record, and a word on why. */
export default function AdministratorDesk() {
  return (
    <Frame places={[]}>
      <AdministratorPage />
    </Frame>
  )
}
