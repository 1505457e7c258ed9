import { RotateCcw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ActionId, actionOf, keysOf } from '../../../state/keymap.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { IS_MAC, keyLabel } from '../../../ui/key-label.ts';
import { useKeyRecorder } from './use-key-recorder.ts';

/** One action with its keys; a press on them records a new one. */
export function ShortcutRow({ id }: { id: ActionId }) {
  const { t } = useTranslation('settings');
  const { t: tKeys } = useTranslation('keys');
  const { keys: overrides, setKeys } = usePreferences();
  const { recorder, listen, stop, takeOver } = useKeyRecorder(id);
  const action = tKeys(`actions.${id}`);
  const definition = actionOf(id);
  const keys = keysOf(id, overrides);
  const shown = id === 'choose-number' ? ['1–9'] : keys;
  const inWords = shown.map((key) => keyLabel(key, IS_MAC)).join(', ') || t('shortcuts.none');
  return (
    <li className="border-b border-line py-0.5">
      <div className="flex min-h-8 items-center gap-1">
        <span className="min-w-0 flex-1">{action}</span>
        {definition.fixed ? (
          <span className="flex items-center gap-2 text-sm text-ink-3">
            {t('shortcuts.fixed')}{' '}
            {shown.map((key) => (
              <Kbd key={key} keys={key} />
            ))}
          </span>
        ) : (
          <>
            <Button
              size="sm"
              variant="ghost"
              aria-label={t('shortcuts.change', { action, key: inWords })}
              onClick={listen}
              onBlur={() => recorder.step === 'listening' && stop()}
            >
              {recorder.step === 'listening' ? (
                <span className="text-accent">{t('shortcuts.press')}</span>
              ) : null}
              {recorder.step !== 'listening' && shown.length === 0 ? t('shortcuts.add') : null}
              {recorder.step === 'listening'
                ? null
                : shown.map((key) => <Kbd key={key} keys={key} />)}
            </Button>
            <IconButton
              size="sm"
              label={t('shortcuts.remove', { action })}
              icon={<X size={13} aria-hidden="true" />}
              disabled={keys.length === 0}
              onClick={() => setKeys(id, [])}
            />
            <IconButton
              size="sm"
              label={t('shortcuts.resetNamed', { action })}
              icon={<RotateCcw size={13} aria-hidden="true" />}
              disabled={overrides[id] === undefined}
              onClick={() => setKeys(id, definition.keys)}
            />
          </>
        )}
      </div>
      {recorder.step === 'reserved' ? (
        <p role="alert" className="pb-1 text-sm text-warn">
          {t('shortcuts.reserved', { key: keyLabel(recorder.binding, IS_MAC) })}
        </p>
      ) : null}
      {recorder.step === 'clash' ? (
        <div role="alert" className="flex flex-wrap items-center gap-2 pb-1.5 text-sm text-warn">
          <span className="flex-1">
            {t('shortcuts.clash', {
              key: keyLabel(recorder.binding, IS_MAC),
              others: recorder.others.map((other) => tKeys(`actions.${other}`)).join(', '),
            })}
          </span>
          <Button size="sm" onClick={() => takeOver(recorder, (other) => keysOf(other, overrides))}>
            {t('shortcuts.takeOver')}
          </Button>
          <Button size="sm" variant="ghost" onClick={stop}>
            {t('shortcuts.keep')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
