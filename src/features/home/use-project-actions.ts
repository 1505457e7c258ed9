import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId } from '../../core/flow.ts';
import { removeProject } from '../../pipeline/remove-project.ts';
import type { SampleStep } from '../../pipeline/sample.ts';
import { resolveLanguage, usePreferences } from '../../state/preferences.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import type { ProjectSummary } from '../../state/use-projects.ts';
import { notify, notifyError } from '../../ui/toasts.tsx';

export interface ProjectActions {
  /** Makes a project and opens its library. */
  create(name: string): Promise<void>;
  rename(project: ProjectSummary, name: string): Promise<void>;
  /** Says when it is done, or why it could not be. */
  remove(project: ProjectSummary): Promise<void>;
  sample: UseMutationResult<ProjectId, Error, void>;
  /** What the opening of the sample is busy with; `null` when it is not. */
  sampleStep: SampleStep | null;
}

/** What can be done with projects from the home screen. */
export function useProjectActions(): ProjectActions {
  const { t } = useTranslation('home');
  const studio = useStudio();
  const { store, sample } = studio;
  const navigate = useNavigate();
  const errorText = useErrorText();
  const [sampleStep, setSampleStep] = useState<SampleStep | null>(null);
  const openSample = useMutation({
    mutationFn: () =>
      sample.open({
        name: t('sampleName'),
        language: resolveLanguage(usePreferences.getState().language, navigator.languages),
        onStep: setSampleStep,
      }),
    onSuccess: (projectId) => navigate({ to: '/p/$projectId/review', params: { projectId } }),
    onSettled: () => setSampleStep(null),
  });
  return {
    create: async (name) => {
      const { id } = await store.projects.create(name);
      await navigate({ to: '/p/$projectId/library', params: { projectId: id } });
    },
    rename: ({ id }, name) => store.projects.rename(id, name),
    remove: async ({ id, name }) => {
      try {
        await removeProject(studio, id);
        notify(t('remove.done', { name }));
      } catch (error) {
        const text = errorText(error);
        notifyError(text.title, { description: text.next });
      }
    },
    sample: openSample,
    sampleStep,
  };
}
