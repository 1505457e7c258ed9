import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { RoleForm, SavedBinding } from './use-role-form.ts';

/** The key: typed once, never shown again, kept where the person says. */
export function KeyFields({ form, saved }: { form: RoleForm; saved: SavedBinding | null }) {
  const { t } = useTranslation('settings');
  const hasKey = saved?.hasKey === true;
  return (
    <div className="grid items-start gap-3 md:grid-cols-[2fr_1fr_auto]">
      <TextField
        label={t('endpoints.key')}
        type="password"
        autoComplete="off"
        mono
        value={form.apiKey}
        onValueChange={form.setApiKey}
        placeholder={hasKey ? t('endpoints.keyPlaceholder') : ''}
        hint={t(`endpoints.keyKept.${saved?.keyKept ?? 'none'}`)}
      />
      <Select
        label={t('endpoints.keep')}
        value={form.keep}
        onValueChange={form.setKeep}
        options={[
          { value: 'memory', label: t('endpoints.keepMemory') },
          { value: 'device', label: t('endpoints.keepDevice') },
        ]}
      />
      <div className="pt-5">
        <Button
          variant="ghost"
          disabled={!hasKey}
          busy={form.forget.isPending}
          onClick={() => form.forget.mutate()}
        >
          {t('endpoints.forgetKey')}
        </Button>
      </div>
    </div>
  );
}
