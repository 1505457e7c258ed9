import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toStudioError } from '../../../core/errors.ts';
import type { ModelCard } from '../../../core/model-card.ts';
import type { ModelSpeeds } from '../../../core/ports.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { notify, notifyError } from '../../../ui/toasts.tsx';
import { runInstall } from './installs.ts';

/** What can be done with one model of the list. */
export function useModelActions({ id }: ModelCard) {
  const { t } = useTranslation('settings');
  const { models } = useStudio();
  const client = useQueryClient();
  const errorText = useErrorText();
  const refresh = () => client.invalidateQueries({ queryKey: ['models'] });
  const onError = (error: unknown) => {
    void refresh();
    if (toStudioError(error).code === 'job/cancelled') return;
    const text = errorText(error);
    notifyError(text.title, { description: text.next });
  };
  return {
    benchmark: useMutation({
      mutationFn: () => models.benchmark(id),
      onError,
      onSuccess: refresh,
    }),
    choose: useMutation({
      mutationFn: (provider: ModelSpeeds['choice']) => models.chooseProvider(id, provider),
      onError,
      onSuccess: refresh,
    }),
    remove: useMutation({ mutationFn: () => models.remove(id), onError, onSuccess: refresh }),
    install: useMutation({
      mutationFn: () => runInstall(models, id, id),
      onError,
      onSuccess: async () => {
        await refresh();
        notify(t('models.installed', { id }));
      },
    }),
  };
}

export type ModelActions = ReturnType<typeof useModelActions>;

/** What is known of an installed model's speed. */
export function useSpeeds({ id, installed, task }: ModelCard) {
  const { models } = useStudio();
  return useQuery({
    queryKey: ['models', 'speeds', id],
    queryFn: () => models.speeds(id),
    enabled: installed && task !== 'shot-boundary',
  });
}
