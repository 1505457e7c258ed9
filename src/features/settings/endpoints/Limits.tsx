import { useTranslation } from 'react-i18next';
import { NumberField } from '../../../ui/NumberField.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import type { ChatRole } from './presets.ts';
import type { RoleForm } from './use-role-form.ts';

/** What a role may cost, and how fast it may be asked. */
export function Limits({ form, role }: { form: RoleForm; role: ChatRole }) {
  const { t } = useTranslation('settings');
  const { binding, change } = form;
  const writes = role !== 'embedder';
  return (
    <>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <Prices form={form} role={role} />
        <NumberField
          label={t('endpoints.requestsPerMin')}
          min={1}
          max={1e6}
          step={1}
          value={binding.requestsPerMin}
          onValueChange={(value) =>
            change({ requestsPerMin: value === null ? null : Math.round(value) })
          }
          hint={t('endpoints.rateHint')}
        />
        <NumberField
          label={t('endpoints.tokensPerMin')}
          min={1}
          max={1e9}
          step={1000}
          value={binding.tokensPerMin}
          onValueChange={(value) =>
            change({ tokensPerMin: value === null ? null : Math.round(value) })
          }
        />
        <NumberField
          label={t('endpoints.parallel')}
          min={1}
          max={64}
          step={1}
          value={binding.maxParallel}
          onValueChange={(parallel) => change({ maxParallel: Math.round(parallel ?? 1) })}
        />
        <NumberField
          label={t('endpoints.timeout')}
          unit="s"
          min={1}
          max={3600}
          step={1}
          value={binding.timeoutMs / 1000}
          onValueChange={(seconds) => change({ timeoutMs: (seconds ?? 120) * 1000 })}
        />
      </div>
      {writes ? (
        <Switch
          label={t('endpoints.streaming')}
          hint={t('endpoints.streamingHint')}
          checked={binding.streaming}
          onCheckedChange={(streaming) => change({ streaming })}
        />
      ) : null}
    </>
  );
}

function Prices({ form, role }: { form: RoleForm; role: ChatRole }) {
  const { t } = useTranslation('settings');
  const { binding, change } = form;
  return (
    <>
      <NumberField
        label={t('endpoints.priceIn')}
        unit={t('endpoints.priceUnit')}
        min={0}
        step={0.01}
        value={binding.usdPerMTokIn}
        onValueChange={(usdPerMTokIn) => change({ usdPerMTokIn })}
        hint={t('endpoints.priceHint')}
      />
      {role !== 'embedder' ? (
        <NumberField
          label={t('endpoints.priceOut')}
          unit={t('endpoints.priceUnit')}
          min={0}
          step={0.01}
          value={binding.usdPerMTokOut}
          onValueChange={(usdPerMTokOut) => change({ usdPerMTokOut })}
        />
      ) : null}
    </>
  );
}
