import { useTranslation } from 'react-i18next';
import { SELECTION_VERDICTS } from '../../../core/inspections.ts';
import { useKeyHint } from '../../../state/use-hotkeys.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatTime } from '../../../ui/format.ts';
import { Kbd } from '../../../ui/Kbd.tsx';
import { notify } from '../../../ui/toasts.tsx';
import type { Verdicts } from './use-verdicts.ts';

/** One key a verdict. The one that stands is lit; a note can be added before or after. */
export function VerdictBar({
  verdicts,
  frameSec,
  onVerdict,
  hasPins,
}: {
  verdicts: Verdicts;
  /** Of the frame in focus. */
  frameSec: number | null;
  onVerdict: (verdict: (typeof SELECTION_VERDICTS)[number]) => void;
  /** Whether frames can be pinned, and judged by themselves, here. */
  hasPins: boolean;
}) {
  const { t } = useTranslation('frames');
  const hint = useKeyHint();
  const { standing, scope } = verdicts;
  const keepNote = async () => {
    if (await verdicts.keepNote()) notify(t('verdict.noteSaved'));
  };
  return (
    <section
      aria-label={t('verdict.title')}
      className="-mx-2.5 -mb-2.5 flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface px-3 py-2.5"
    >
      {hasPins ? <ScopeChoice verdicts={verdicts} frameSec={frameSec} /> : null}
      {SELECTION_VERDICTS.map((verdict) => (
        <Button
          key={verdict}
          hotkey={hint(`verdict-${verdict}`)}
          variant={standing?.verdict === verdict ? 'primary' : 'secondary'}
          aria-pressed={standing?.verdict === verdict}
          title={t(`verdict.hints.${scope}.${verdict}`)}
          onClick={() => onVerdict(verdict)}
        >
          {t(`verdict.${verdict}`)}
        </Button>
      ))}
      <form
        className="flex min-w-40 max-w-96 flex-1 items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void keepNote();
        }}
      >
        <input
          className="control h-8 min-w-0 flex-1 px-2"
          aria-label={t('verdict.note')}
          placeholder={t('verdict.note')}
          value={verdicts.note}
          onChange={(event) => verdicts.setNote(event.currentTarget.value)}
          onBlur={() => void keepNote()}
        />
      </form>
      {standing?.atSec != null ? (
        <span className="mono text-ink-2">
          {t('verdict.at', { time: formatTime(standing.atSec) })}
        </span>
      ) : null}
      <p
        className="ms-auto flex flex-wrap items-center gap-3 text-sm text-ink-3"
        aria-hidden="true"
      >
        {hasPins ? (
          <span>
            <Kbd keys={hint('pin-frame') ?? ''} /> {t('verdict.pin')}
          </span>
        ) : null}
        <span>
          <Kbd keys={hint('previous-core') ?? ''} /> <Kbd keys={hint('next-core') ?? ''} />{' '}
          {t('keys.core')}
        </span>
        <span>
          <Kbd keys={hint('undo') ?? ''} /> {t('keys.undo')}
        </span>
      </p>
    </section>
  );
}

function ScopeChoice({ verdicts, frameSec }: { verdicts: Verdicts; frameSec: number | null }) {
  const { t } = useTranslation('frames');
  const hint = useKeyHint();
  const { scope, canJudgeFrame } = verdicts;
  const choices = [
    { id: 'selection', label: t('verdict.selection'), disabled: false },
    {
      id: 'frame',
      label: t('verdict.frame', { time: formatTime(frameSec ?? Number.NaN) }),
      disabled: !canJudgeFrame,
    },
  ] as const;
  return (
    <fieldset aria-label={t('verdict.about')} className="flex items-center gap-1">
      {choices.map(({ id, label, disabled }) => (
        <Button
          key={id}
          size="sm"
          variant={scope === id ? 'secondary' : 'ghost'}
          aria-pressed={scope === id}
          disabled={disabled}
          onClick={() => verdicts.setScope(id)}
        >
          {label}
        </Button>
      ))}
      <Kbd keys={hint('verdict-scope') ?? ''} />
    </fieldset>
  );
}
