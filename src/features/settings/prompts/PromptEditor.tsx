import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Save, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromptTemplate } from '../../../core/chat.ts';
import type { ProjectId } from '../../../core/flow.ts';
import { checkTemplate } from '../../../core/prompt-template.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { useCanWrite } from '../../../state/use-projects.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { formatDateTime } from '../../../ui/format.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { notify } from '../../../ui/toasts.tsx';
import { PromptDiff } from './PromptDiff.tsx';
import { PromptPreview } from './PromptPreview.tsx';
import { PromptVariables } from './PromptVariables.tsx';
import { PromptVersions } from './PromptVersions.tsx';
import type { PromptRecipe } from './versions.ts';

export interface PromptEditorProps {
  projectId: ProjectId;
  /** Of one prompt, the newest first; at least one. */
  versions: readonly PromptTemplate[];
  /** `null` = no recipe uses it any more: it can be read, not saved. */
  recipe: PromptRecipe | null;
}

const NO_VERSION = 'none';

/** Reads any version, edits into a new one, and compares two. */
export function PromptEditor({ projectId, versions, recipe }: PromptEditorProps) {
  const { t, i18n } = useTranslation('settings');
  const errorText = useErrorText();
  const canWrite = useCanWrite();
  const newest = versions[0];
  const [shown, setShown] = useState(newest);
  const [text, setText] = useState(newest?.text ?? '');
  const [other, setOther] = useState<string>(NO_VERSION);
  const save = useSavePrompt(projectId);
  if (!newest || !shown) return null;
  const isChanged = text !== shown.text;
  const next = newest.version + 1;
  const compared = versions.find(({ version }) => String(version) === other);
  const isSound =
    recipe !== null &&
    checkTemplate(text, recipe.variables.known, recipe.variables.required).length === 0;
  const nameOf = (prompt: PromptTemplate) =>
    `${t('prompts.versionOf', { version: prompt.version, author: t(prompt.author === 'person' ? 'prompts.person' : 'prompts.builtIn') })}${prompt.author === 'person' ? ` · ${formatDateTime(prompt.createdAtMs, i18n.language)}` : ''}`;
  const options = versions.map((prompt) => ({
    value: String(prompt.version),
    label: nameOf(prompt),
  }));
  const show = (value: string) => {
    const found = versions.find(({ version }) => String(version) === value);
    if (!found) return;
    setShown(found);
    setText(found.text);
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="grid max-w-2xl gap-3 md:grid-cols-2">
        <Select
          label={t('prompts.version')}
          value={String(shown.version)}
          onValueChange={show}
          options={options}
        />
        <Select
          label={t('prompts.compareWith')}
          value={other}
          onValueChange={setOther}
          options={[{ value: NO_VERSION, label: t('prompts.compareNone') }, ...options]}
        />
      </div>
      {compared ? <PromptDiff from={compared} to={{ ...shown, text }} /> : null}
      <TextArea
        label={t('prompts.text')}
        mono
        rows={12}
        spellCheck={false}
        value={text}
        onValueChange={setText}
      />
      {recipe ? <PromptVariables text={text} variables={recipe.variables} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          icon={<Save size={14} aria-hidden="true" />}
          disabled={!isChanged || !isSound || !canWrite}
          busy={save.isPending}
          onClick={() => save.mutate({ id: shown.id, text })}
        >
          {t('prompts.saveAs', { version: next })}
        </Button>
        <Button
          variant="ghost"
          icon={<Undo2 size={14} aria-hidden="true" />}
          disabled={!isChanged}
          onClick={() => setText(shown.text)}
        >
          {t('prompts.discard')}
        </Button>
      </div>
      {save.error ? <ErrorNotice {...errorText(save.error)} /> : null}
      {recipe && isSound ? (
        <PromptPreview {...{ projectId, recipe }} prompt={{ ...shown, text }} />
      ) : null}
      <PromptVersions {...{ projectId, versions }} />
    </div>
  );
}

function useSavePrompt(projectId: ProjectId) {
  const { t } = useTranslation('settings');
  const { drafting } = useStudio();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) =>
      drafting.savePrompt(projectId, id, text),
    onSuccess: async ({ id, version }) => {
      await client.invalidateQueries({ queryKey: storeKey('prompts', projectId) });
      notify(t('prompts.savedAs', { id, version }));
    },
  });
}
