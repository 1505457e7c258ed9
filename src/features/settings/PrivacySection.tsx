import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { storeKey } from '../../state/queries.ts';
import { useStudio } from '../../state/studio.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { isLocalHost } from './endpoints/binding-form.ts';
import { ROLES } from './endpoints/presets.ts';

/** What leaves, when, to whom; and where keys are. */
export function PrivacySection() {
  const { t } = useTranslation('settings');
  const { chat } = useStudio();
  const { data: bindings = {} } = useQuery({
    queryKey: storeKey('settings', null, 'bindings'),
    queryFn: () => chat.bindings(),
  });
  const bound = ROLES.flatMap((role) => {
    const binding = bindings[role];
    return binding
      ? [
          {
            role,
            host: URL.canParse(binding.baseUrl) ? new URL(binding.baseUrl).host : binding.baseUrl,
          },
        ]
      : [];
  });
  return (
    <>
      <Panel title={t('privacy.leavesTitle')}>
        <List
          items={[
            t('privacy.leaves1'),
            t('privacy.leaves2'),
            t('privacy.leaves3'),
            t('privacy.leaves4'),
          ]}
        />
      </Panel>
      <Panel title={t('privacy.staysTitle')}>
        <List items={[t('privacy.stays1'), t('privacy.stays2')]} />
      </Panel>
      <Panel title={t('privacy.endpointsTitle')}>
        {bound.length === 0 ? <p className="text-ink-2">{t('privacy.noEndpoints')}</p> : null}
        <ul className="flex flex-col gap-1.5">
          {bound.map(({ role, host }) => (
            <li key={role} className="flex items-center gap-2">
              <span>{t('privacy.goesTo', { role: t(`roles.${role}.name`), host })}</span>
              <Chip tone={isLocalHost(host) ? 'ok' : 'info'}>
                {t(isLocalHost(host) ? 'privacy.local' : 'privacy.remote')}
              </Chip>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul className="flex max-w-prose list-disc flex-col gap-1.5 ps-4">
      {items.map((item) => (
        <li key={item} className="text-pretty">
          {item}
        </li>
      ))}
    </ul>
  );
}
