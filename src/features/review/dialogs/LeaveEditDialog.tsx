import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useReview, useSession } from '../review-context.ts';

/** Asked only when there are changes; closing it keeps them. */
export function LeaveEditDialog() {
  const { t } = useTranslation('review');
  const { session, decisions } = useReview();
  const open = useSession((state) => state.dialog === 'leave-edit');
  const close = () => session.setState({ dialog: null });
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t('leaveEdit.title')}
      size="md"
      footer={
        <>
          <Button variant="danger" onClick={() => decisions.dropEdit()}>
            {t('leaveEdit.discard')}
          </Button>
          <Button onClick={close}>{t('leaveEdit.stay')}</Button>
          <Button variant="primary" onClick={() => void decisions.accept('mouse')}>
            {t('leaveEdit.save')}
          </Button>
        </>
      }
    >
      <p>{t('leaveEdit.text')}</p>
    </Dialog>
  );
}
