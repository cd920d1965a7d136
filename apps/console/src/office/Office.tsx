import { Route, Routes } from 'react-router'
import { DecisionPage } from '../decision/DecisionPage'
import { Frame } from '../look/Frame'
import { NotFound } from '../look/NotFound'
import { useWords } from '../words/WordsContext'
import { EntryPage } from './EntryPage'
import { LedgerPage } from './LedgerPage'
import { OverviewPage } from './OverviewPage'
import { ReviewPage } from './ReviewPage'

/** What the data-protection officer and the auditor see. */
export default function Office() {
  const { words } = useWords()
  const places = [
    { to: '/', label: words.office.overview },
    { to: '/office/entries', label: words.office.ledger },
    { to: '/office/statements', label: words.statements.title },
  ]
  return (
    <Frame places={places}>
      <Routes>
        <Route index element={<OverviewPage />} />
        <Route path="office/entries" element={<LedgerPage />} />
        <Route path="office/statements" element={<ReviewPage />} />
        <Route path="office/entries/:index" element={<EntryPage />} />
        <Route path="decisions/:decision" element={<DecisionPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Frame>
  )
}
