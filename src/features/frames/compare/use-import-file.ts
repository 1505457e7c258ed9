import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoId } from '../../../core/flow.ts';
import { trackSave } from '../../../state/saved.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { notify, notifyError } from '../../../ui/toasts.tsx';
import { useInspectedBy } from '../model/use-inspections.ts';

/** Takes a file with other people's selections or with ground truth, and says what it brought or what is wrong with it and where. */
export function useImportFile(
  projectId: ProjectId,
  videoId: VideoId,
): (file: File) => Promise<void> {
  const { t } = useTranslation('frames');
  const { exchange } = useStudio();
  const errorText = useErrorText();
  const by = useInspectedBy();
  return async (file) => {
    try {
      const report = await trackSave(
        exchange.import(projectId, { file, videoId, by: by('mouse') }),
      );
      const { kind, videoIds, unmatched } = report;
      const names = unmatched.join(', ');
      notify(
        t(`files.loaded.${kind}`, { count: videoIds.length }),
        names ? { description: t('files.unmatched', { names }) } : {},
      );
    } catch (error) {
      const { title, next, details } = errorText(error);
      notifyError(title, { description: [details, next].filter(Boolean).join(' — ') });
    }
  };
}
