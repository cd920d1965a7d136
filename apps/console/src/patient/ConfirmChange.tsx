import { Modal } from 'antd'
import type { ConsentChange } from '../api/contract'
import { useWords } from '../words/WordsContext'

/** A change the person has asked for and not yet confirmed. */
export interface Wish {
  change: ConsentChange
  title: string
  text: string
  without: string
}

interface Props {
  wish: Wish | null
  busy: boolean
  onConfirm: (wish: Wish) => void
  onCancel: () => void
}

export function ConfirmChange({ wish, busy, onConfirm, onCancel }: Props) {
  const { words } = useWords()
  const agree = wish?.change.choice === 'AGREE'
  return (
    <Modal
      open={wish !== null}
      title={wish === null ? '' : agree ? words.consents.confirmAgree(wish.title) : words.consents.confirmDisagree(wish.title)}
      okText={agree ? words.consents.agree : words.consents.disagree}
      cancelText={words.common.cancel}
      confirmLoading={busy}
      onOk={() => wish !== null && onConfirm(wish)}
      onCancel={onCancel}
      destroyOnHidden
    >
      {wish !== null && (
        <div className="stack tight">
          <p>{wish.text}</p>
          {!agree && (
            <p>
              {words.consents.without}
              {wish.without}
            </p>
          )}
          <p className="quiet">{agree ? words.consents.confirmAgreeText : words.consents.confirmDisagreeText}</p>
        </div>
      )}
    </Modal>
  )
}
