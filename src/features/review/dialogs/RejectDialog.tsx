import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  COMMON_REJECT_CODES,
  REJECT_CODES,
  type RejectCode,
} from '../../../core/reject-reasons.ts';
import { isTyping } from '../../../state/key-target.ts';
import { Button } from '../../../ui/Button.tsx';
import { cn } from '../../../ui/cn.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { markPressed } from '../model/marks.ts';
import { useReview, useSession } from '../review-context.ts';

const COMMON: ReadonlySet<RejectCode> = new Set(COMMON_REJECT_CODES);

/** Asks for at least one reason code. Number keys pick the frequent ones, Enter rejects. */
export function RejectDialog() {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const open = useSession((state) => state.dialog === 'reject');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => session.setState({ dialog: isOpen ? 'reject' : null })}
      title={t('reject.title')}
      description={t('reject.description')}
      size="lg"
    >
      <RejectForm />
    </Dialog>
  );
}

function RejectForm() {
  const { t } = useTranslation('review');
  const { decisions } = useReview();
  const saving = useSession((state) => state.saving);
  const [picked, setPicked] = useState<readonly RejectCode[]>([]);
  const [note, setNote] = useState('');
  const [isTooEarly, setTooEarly] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // Before the dialog looks for something to focus: number keys and Enter must work at once.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const toggle = (code: RejectCode) => {
    setTooEarly(false);
    setPicked((codes) =>
      codes.includes(code) ? codes.filter((c) => c !== code) : [...codes, code],
    );
  };
  const submit = (via: 'key' | 'mouse', atMs: number) => {
    if (picked.length === 0) return setTooEarly(true);
    markPressed(atMs);
    void decisions.reject(picked, note, via);
  };
  const press = (event: KeyboardEvent) => {
    const isFinal =
      event.key === 'Enter' && (event.ctrlKey || event.metaKey || !isTextArea(event.target));
    if (isFinal && !(event.target instanceof HTMLButtonElement) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit('key', event.timeStamp);
      return;
    }
    const code = COMMON_REJECT_CODES[Number(event.key) - 1];
    if (!code || isTyping(event.target)) return;
    event.preventDefault();
    toggle(code);
  };
  return (
    <form
      ref={form}
      className="flex flex-col gap-3"
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        submit('mouse', event.timeStamp);
      }}
    >
      <fieldset>
        <legend className="label mb-1">{t('reject.common')}</legend>
        <div className="grid grid-cols-1 gap-1 sm:grid-cols-2">
          {COMMON_REJECT_CODES.map((code, index) => (
            <Reason
              key={code}
              code={code}
              hotkey={String(index + 1)}
              isPicked={picked.includes(code)}
              onToggle={toggle}
            />
          ))}
        </div>
      </fieldset>
      <OtherReasons picked={picked} onToggle={toggle} />
      <TextArea label={t('reject.note')} value={note} onValueChange={setNote} rows={2} />
      <div className="flex items-center justify-end gap-3">
        <span role="status" className={cn('text-sm', isTooEarly ? 'text-bad' : 'text-ink-3')}>
          {isTooEarly ? t('reject.needsOne') : t('reject.picked', { count: picked.length })}
        </span>
        <Button type="submit" variant="danger" hotkey="Enter" busy={saving === 'reject'}>
          {t('reject.confirm')}
        </Button>
      </div>
    </form>
  );
}

const isTextArea = (target: EventTarget): boolean => target instanceof HTMLTextAreaElement;

/** All codes, found by code or word; the frequent ones are above. */
function OtherReasons({
  picked,
  onToggle,
}: {
  picked: readonly RejectCode[];
  onToggle: (code: RejectCode) => void;
}) {
  const { t } = useTranslation('review');
  const { t: reasons } = useTranslation('reasons');
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLocaleLowerCase();
  const found = REJECT_CODES.filter((code) => {
    if (wanted === '') return !COMMON.has(code);
    const text = `${code} ${reasons(`${code}.label`)} ${reasons(`${code}.meaning`)}`;
    return text.toLocaleLowerCase().includes(wanted);
  });
  return (
    <fieldset>
      <legend className="label mb-1">{t('reject.all')}</legend>
      <TextField
        label={t('reject.search')}
        hideLabel
        placeholder={t('reject.searchHint')}
        value={query}
        onValueChange={setQuery}
      />
      <div className="mt-1 grid max-h-44 grid-cols-1 gap-1 overflow-y-auto p-0.5 sm:grid-cols-2">
        {found.map((code) => (
          <Reason
            key={code}
            code={code}
            hotkey={null}
            isPicked={picked.includes(code)}
            onToggle={onToggle}
          />
        ))}
      </div>
      {found.length === 0 ? <p className="text-ink-3">{t('reject.noMatch')}</p> : null}
    </fieldset>
  );
}

interface ReasonProps {
  code: RejectCode;
  hotkey: string | null;
  isPicked: boolean;
  onToggle: (code: RejectCode) => void;
}

function Reason({ code, hotkey, isPicked, onToggle }: ReasonProps) {
  const { t } = useTranslation('reasons');
  return (
    <label
      title={t(`${code}.meaning`)}
      className={cn(
        'flex h-8 cursor-pointer items-center gap-2 rounded-md border px-2 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent',
        isPicked ? 'border-bad bg-bad-soft' : 'border-line',
      )}
    >
      <input
        type="checkbox"
        className="accent-bad outline-none"
        checked={isPicked}
        onChange={() => onToggle(code)}
      />
      {hotkey ? <Kbd keys={hotkey} /> : null}
      <span className="mono text-ink-3">{code}</span>
      <span className="truncate">{t(`${code}.label`)}</span>
    </label>
  );
}
