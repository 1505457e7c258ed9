import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REASON_GROUPS, type ReasonGroup, type RejectCode } from '../../core/reject-reasons.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';

const GROUPS = Object.keys(REASON_GROUPS) as ReasonGroup[];

export interface RejectDialogProps {
  count: number;
  onClose: () => void;
  onReject: (reasons: RejectCode[], note: string) => void;
}

/** Asks why; at least one reason is needed. */
export function RejectDialog({ count, onClose, onReject }: RejectDialogProps) {
  const { t } = useTranslation('queue');
  const { t: tCommon } = useTranslation('common');
  const { t: tReasons } = useTranslation('reasons');
  const [chosen, setChosen] = useState<readonly RejectCode[]>([]);
  const [note, setNote] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const choose = (code: RejectCode, isOn: boolean) =>
    setChosen((before) => (isOn ? [...before, code] : before.filter((other) => other !== code)));
  const submit = () =>
    chosen.length === 0 ? setWasAsked(true) : onReject([...chosen], note.trim());
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={(open) => !open && onClose()}
      title={t('reject.title', { count })}
      description={t('reject.description')}
      footer={
        <>
          <Button onClick={onClose}>{tCommon('cancel')}</Button>
          <Button variant="danger" onClick={submit}>
            {t('reject.submit')}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-4 gap-x-6 gap-y-4">
        {GROUPS.map((group) => (
          <fieldset key={group} className="flex flex-col gap-1">
            <legend className="label mb-1">{tReasons(`groups.${group}`)}</legend>
            {REASON_GROUPS[group].map((code) => (
              <span key={code} title={tReasons(`${code}.meaning`)}>
                <Checkbox
                  label={tReasons(`${code}.label`)}
                  checked={chosen.includes(code)}
                  onCheckedChange={(isOn) => choose(code, isOn)}
                />
              </span>
            ))}
          </fieldset>
        ))}
      </div>
      <TextField label={t('reject.note')} value={note} onValueChange={setNote} className="mt-4" />
      {wasAsked && chosen.length === 0 ? (
        <p role="alert" className="mt-2 text-bad">
          {t('reject.needed')}
        </p>
      ) : null}
    </Dialog>
  );
}
