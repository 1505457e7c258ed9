import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { ROLES } from './presets.ts';
import { RolePanel } from './RolePanel.tsx';

/** Which server and model each role talks to. */
export function EndpointsSection() {
  const { t } = useTranslation('settings');
  const { chat } = useStudio();
  const errorText = useErrorText();
  const bindings = useQuery({
    queryKey: storeKey('settings', null, 'bindings'),
    queryFn: () => chat.bindings(),
  });
  return (
    <>
      <p className="max-w-prose text-pretty text-ink-2">{t('endpoints.intro')}</p>
      {bindings.isPending ? <SkeletonRows count={6} /> : null}
      {bindings.error ? (
        <ErrorNotice {...errorText(bindings.error)} onRetry={() => void bindings.refetch()} />
      ) : null}
      {bindings.data
        ? ROLES.map((role) => (
            <RolePanel key={role} role={role} saved={bindings.data[role] ?? null} />
          ))
        : null}
    </>
  );
}
