import { Route, Routes } from 'react-router'
import { DecisionPage } from '../decision/DecisionPage'
import { Frame } from '../look/Frame'
import { NotFound } from '../look/NotFound'
import { useWords } from '../words/WordsContext'
import { BlocksPage } from './BlocksPage'
import { ConsentTasksPage } from './ConsentTasksPage'
import { EntryPage } from './EntryPage'
import { EvidencePage } from './EvidencePage'
import { LedgerPage } from './LedgerPage'
import { OverviewPage } from './OverviewPage'
import { ReviewPage } from './ReviewPage'
import { ReviewsPage } from './ReviewsPage'

/** What the data-protection officer and the auditor see. */
export default function Office() {
  const { words } = useWords()
  const places = [
    { to: '/', label: words.office.overview },
    { to: '/office/entries', label: words.audit.find },
    { to: '/office/statements', label: words.statements.title },
    { to: '/office/reviews', label: words.audit.reviews },
    { to: '/office/evidence', label: words.audit.evidence },
    { to: '/office/blocks', label: words.audit.blocks },
    { to: '/office/tasks', label: words.audit.tasks },
  ]
  return (
    <Frame places={places}>
      <Routes>
        <Route index element={<OverviewPage />} />
        <Route path="office/entries" element={<LedgerPage />} />
        <Route path="office/statements" element={<ReviewPage />} />
        <Route path="office/reviews" element={<ReviewsPage />} />
        <Route path="office/evidence" element={<EvidencePage />} />
        <Route path="office/blocks" element={<BlocksPage />} />
        <Route path="office/tasks" element={<ConsentTasksPage />} />
        <Route path="office/entries/:index" element={<EntryPage />} />
        <Route path="decisions/:decision" element={<DecisionPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Frame>
  )
}
