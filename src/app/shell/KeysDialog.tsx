import { useTranslation } from 'react-i18next';
import { ACTIONS, type ActionDefinition, type ActionId, keysOf } from '../../state/keymap.ts';
import { usePreferences } from '../../state/preferences.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';

const PLAYER = [
  'play-pause',
  'play-reverse',
  'pause',
  'play-forward',
  'frame-back',
  'frame-forward',
  'previous-core',
  'next-core',
  'go-to-time',
];
const GROUPS = ['review', 'player', 'frames', 'queue', 'everywhere'] as const;
type Group = (typeof GROUPS)[number];

/** Each action in one place: where it matters most. */
function groupOf({ id, scopes }: ActionDefinition): Group {
  if (PLAYER.includes(id)) return 'player';
  if (scopes.includes('everywhere')) return 'everywhere';
  if (scopes.includes('review')) return 'review';
  return scopes.includes('frames') ? 'frames' : 'queue';
}

/** All keys on one page, as they are set now. */
export function KeysDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation('keys');
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      description={t('intro')}
      size="xl"
    >
      <div className="columns-2 gap-8 lg:columns-3">
        {GROUPS.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="label mb-1">{t(`groups.${group}`)}</h3>
            <dl>
              {ACTIONS.filter((action) => groupOf(action) === group).map((action) => (
                <KeyRow key={action.id} id={action.id} />
              ))}
              {group === 'review' ? <Row name={t('fields')} keys={['Tab', 'Shift+Tab']} /> : null}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function KeyRow({ id }: { id: ActionId }) {
  const { t } = useTranslation('keys');
  const overrides = usePreferences((state) => state.keys);
  const keys = id === 'choose-number' ? ['1–9'] : keysOf(id, overrides);
  return <Row name={t(`actions.${id}`)} keys={keys} />;
}

function Row({ name, keys }: { name: string; keys: readonly string[] }) {
  return (
    <div className="flex min-h-7 items-center gap-3 border-b border-line">
      <dt className="min-w-0 flex-1">{name}</dt>
      <dd className="flex gap-1">
        {keys.length > 0 ? (
          keys.map((key) => <Kbd key={key} keys={key} />)
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </dd>
    </div>
  );
}
