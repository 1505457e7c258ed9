import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ACTIONS, type KeyScope } from '../../../state/keymap.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { Button } from '../../../ui/Button.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ShortcutRow } from './ShortcutRow.tsx';

const GROUPS: readonly KeyScope[] = ['review', 'frames', 'queue', 'everywhere'];

/** Every action under the first screen of its scopes that is a group here. */
const groupOf = (scopes: readonly KeyScope[]) => GROUPS.find((group) => scopes.includes(group));

/** All keys, each to be changed on the spot. */
export function ShortcutsSection() {
  const { t } = useTranslation('settings');
  const { t: tKeys } = useTranslation('keys');
  const { keys, resetKeys } = usePreferences();
  const hasChanges = Object.keys(keys).length > 0;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-2">{t('shortcuts.intro')}</p>
        <Button
          size="sm"
          icon={<RotateCcw size={14} aria-hidden="true" />}
          disabled={!hasChanges}
          onClick={resetKeys}
        >
          {t('shortcuts.resetAll')}
        </Button>
      </div>
      {GROUPS.map((group) => (
        <Panel key={group} title={tKeys(`groups.${group}`)}>
          <ul className="grid gap-x-8 xl:grid-cols-2">
            {ACTIONS.filter(({ scopes }) => groupOf(scopes) === group).map(({ id }) => (
              <ShortcutRow key={id} id={id} />
            ))}
          </ul>
        </Panel>
      ))}
    </>
  );
}
