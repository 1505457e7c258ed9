import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, VideoId } from '../../core/flow.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { notify, notifyError } from '../../ui/toasts.tsx';

/** Asks before videos go with everything that was made of them. */
export function useRemoval(
  projectId: ProjectId,
  onRemoved: (videoIds: readonly VideoId[]) => void,
) {
  const { t } = useTranslation('library');
  const { library } = useStudio();
  const errorText = useErrorText();
  const [asked, setAsked] = useState<readonly VideoId[]>([]);
  const remove = async () => {
    const removed: VideoId[] = [];
    try {
      for (const videoId of asked) {
        await library.remove(projectId, videoId);
        removed.push(videoId);
      }
      notify(t('remove.done', { count: removed.length }));
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
    }
    onRemoved(removed);
  };
  const dialog = (
    <ConfirmDialog
      open={asked.length > 0}
      onOpenChange={(open) => !open && setAsked([])}
      title={t('remove.title', { count: asked.length })}
      confirmLabel={t('remove.confirm')}
      onConfirm={() => void remove()}
    >
      {t('remove.text')}
    </ConfirmDialog>
  );
  return { ask: setAsked, dialog };
}
