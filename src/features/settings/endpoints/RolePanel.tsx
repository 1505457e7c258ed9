import { Plug, Save } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../state/use-error-text.ts';
import { useCanWrite } from '../../../state/use-projects.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { notify } from '../../../ui/toasts.tsx';
import { presetOf, withPreset } from './binding-form.ts';
import { KeyFields } from './KeyFields.tsx';
import { Limits } from './Limits.tsx';
import { type ChatRole, PRESET_IDS, PRESETS } from './presets.ts';
import { TestOutcome } from './TestOutcome.tsx';
import { type RoleForm, type SavedBinding, useRoleForm } from './use-role-form.ts';

/** One role: its endpoint, model, key, prices and limits. */
export function RolePanel({ role, saved }: { role: ChatRole; saved: SavedBinding | null }) {
  const { t } = useTranslation('settings');
  const canWrite = useCanWrite();
  const errorText = useErrorText();
  const form = useRoleForm(role, saved);
  const name = t(`roles.${role}.name`);
  const save = () =>
    form.ifComplete(() =>
      form.save.mutate(undefined, {
        onSuccess: () => notify(t('endpoints.saved', { role: name })),
      }),
    );
  const state = saved === null ? 'notSet' : form.isChanged ? 'unsaved' : 'set';
  const failure = form.save.error ?? form.forget.error ?? form.test.error;
  return (
    <Panel
      title={<span className="text-base text-ink">{name}</span>}
      actions={
        <Chip tone={state === 'set' ? 'ok' : state === 'unsaved' ? 'warn' : 'neutral'}>
          {t(`endpoints.${state}`)}
        </Chip>
      }
    >
      <form
        aria-label={name}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="text-ink-2">{t(`roles.${role}.what`)}</p>
        <Where form={form} role={role} />
        <KeyFields form={form} saved={saved} />
        <Limits form={form} role={role} />
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            variant="primary"
            icon={<Save size={14} aria-hidden="true" />}
            busy={form.save.isPending && !form.test.isPending}
            disabled={!canWrite}
          >
            {t('endpoints.save')}
          </Button>
          <Button
            icon={<Plug size={14} aria-hidden="true" />}
            busy={form.test.isPending}
            disabled={!canWrite}
            onClick={() => form.ifComplete(() => form.test.mutate())}
          >
            {t(
              form.test.isPending
                ? 'endpoints.testing'
                : form.isChanged
                  ? 'endpoints.saveAndTest'
                  : 'endpoints.test',
            )}
          </Button>
        </div>
        {failure ? <ErrorNotice {...errorText(failure)} /> : null}
        {form.test.data ? <TestOutcome role={role} result={form.test.data} /> : null}
      </form>
    </Panel>
  );
}

function Where({ form, role }: { form: RoleForm; role: ChatRole }) {
  const { t } = useTranslation('settings');
  const { binding, change, problems } = form;
  const preset = presetOf(binding.baseUrl);
  return (
    <div className="grid gap-3 md:grid-cols-[180px_2fr_1fr]">
      <Select
        label={t('endpoints.preset')}
        value={preset}
        placeholder={t('endpoints.presetPlaceholder')}
        onValueChange={(id) => change(withPreset(binding, id, role))}
        options={PRESET_IDS.map((id) => ({ value: id, label: PRESETS[id].name }))}
      />
      <TextField
        label={t('endpoints.baseUrl')}
        mono
        inputMode="url"
        spellCheck={false}
        value={binding.baseUrl}
        onValueChange={(baseUrl) => change({ baseUrl })}
        hint={preset ? t(`endpoints.hints.${preset}`) : t('endpoints.baseUrlHint')}
        error={problems.baseUrl ? t('endpoints.badUrl') : undefined}
      />
      <TextField
        label={t('endpoints.model')}
        mono
        spellCheck={false}
        value={binding.model}
        onValueChange={(model) => change({ model })}
        error={problems.model ? t('endpoints.modelRequired') : undefined}
      />
    </div>
  );
}
