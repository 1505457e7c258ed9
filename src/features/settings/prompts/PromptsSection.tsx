import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../../core/flow.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { useRecipeWords } from '../../../state/use-recipe-words.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Select } from '../../../ui/Select.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { ProjectPicker } from '../ProjectPicker.tsx';
import { PromptEditor } from './PromptEditor.tsx';
import { byPrompt, recipeOfPrompt } from './versions.ts';

/** The prompts of a project, with every version that drafts were made with. */
export function PromptsSection() {
  const { t } = useTranslation('settings');
  return (
    <>
      <p className="max-w-prose text-pretty text-ink-2">{t('prompts.intro')}</p>
      <ProjectPicker>
        {(projectId) => <Prompts key={projectId} projectId={projectId} />}
      </ProjectPicker>
    </>
  );
}

function Prompts({ projectId }: { projectId: ProjectId }) {
  const { t } = useTranslation('settings');
  const { drafting } = useStudio();
  const errorText = useErrorText();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useQuery({
    queryKey: storeKey('prompts', projectId),
    queryFn: () => drafting.prompts(projectId),
  });
  const recipes = useQuery({ queryKey: ['recipes'], queryFn: () => drafting.recipes() });
  const words = useRecipeWords();
  if (list.isPending || recipes.isPending) return <SkeletonRows count={6} />;
  if (list.error)
    return <ErrorNotice {...errorText(list.error)} onRetry={() => void list.refetch()} />;
  const groups = byPrompt(list.data);
  const current = chosen !== null && groups.has(chosen) ? chosen : [...groups.keys()][0];
  const versions = current === undefined ? undefined : groups.get(current);
  if (current === undefined || !versions) {
    return (
      <EmptyState icon={<ScrollText size={20} />} title={t('prompts.noneTitle')}>
        {t('prompts.noneText')}
      </EmptyState>
    );
  }
  return (
    <>
      <Select
        label={t('prompts.prompt')}
        className="max-w-sm"
        value={current}
        onValueChange={setChosen}
        options={[...groups.keys()].map((id) => {
          const owner = recipeOfPrompt(recipes.data ?? [], id);
          const name = owner ? words.recipe(owner.id)?.name : null;
          return { value: id, label: name ? `${id} · ${name}` : id };
        })}
      />
      <PromptEditor
        key={`${current}@${versions[0]?.version}`}
        projectId={projectId}
        versions={versions}
        recipe={recipeOfPrompt(recipes.data ?? [], current)}
      />
    </>
  );
}
