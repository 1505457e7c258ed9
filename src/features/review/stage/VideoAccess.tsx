import { FolderOpen, Link2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { notifyError } from '../../../ui/toasts.tsx';
import { usePlayerState, useReview, useSession } from '../review-context.ts';

const BUTTON =
  'inline-flex h-6 items-center gap-1.5 rounded-sm bg-white/20 px-2 text-xs font-medium hover:bg-white/35';

/** Why there are only stills, and the way back to the video. Nothing while the video can be played. */
export function VideoAccess() {
  const { t } = useTranslation('review');
  const { player } = useReview();
  const errorText = useErrorText();
  const access = usePlayerState((state) => state.access);
  const problem = usePlayerState((state) => state.problem);
  const video = useSession((state) => state.card?.video ?? null);
  const isCard = useSession((state) => state.card !== null);
  if (isCard && !video) return <span className="ms-auto text-xs">{t('video.gone')}</span>;
  if (problem)
    return (
      <span role="status" className="ms-auto text-xs text-[#ffb9b0]">
        {errorText(problem).title}
      </span>
    );
  if (access === 'needs-permission') {
    return (
      <span className="ms-auto flex items-center gap-2 text-xs">
        {t('video.needs-permission')}
        <button type="button" className={BUTTON} onClick={() => void player.grant()}>
          <FolderOpen size={13} aria-hidden="true" />
          {t('video.grant')}
        </button>
      </span>
    );
  }
  if (access !== 'missing') return null;
  return (
    <span className="ms-auto flex items-center gap-2 text-xs">
      {t('video.missing')}
      <LinkFile />
    </span>
  );
}

/** Takes the file from the person; the library links it to its video by fingerprint. */
function LinkFile() {
  const { t } = useTranslation('review');
  const { library } = useStudio();
  const { player, projectId } = useReview();
  const errorText = useErrorText();
  const wanted = useSession((state) => state.card?.video ?? null);
  const [isBusy, setBusy] = useState(false);

  const link = async (file: File): Promise<void> => {
    setBusy(true);
    try {
      const [outcome] = await library.add(projectId, [{ file, handle: null }]);
      if (outcome?.status === 'failed') {
        const { title, next } = errorText(outcome.error);
        notifyError(title, { description: next });
      } else if (wanted && outcome?.video.id !== wanted.id) {
        notifyError(t('video.otherFile', { name: wanted.name }));
      }
    } catch (thrown) {
      const { title, next } = errorText(thrown);
      notifyError(title, { description: next });
    }
    setBusy(false);
    await player.refreshAccess();
  };

  return (
    <label
      className={`${BUTTON} cursor-pointer focus-within:outline-2 focus-within:outline-accent`}
    >
      <Link2 size={13} aria-hidden="true" />
      {isBusy ? t('video.linking') : t('video.link')}
      <input
        type="file"
        accept="video/*,.mkv,.ts,.avi,.mov"
        disabled={isBusy}
        className="sr-only"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void link(file);
        }}
      />
    </label>
  );
}
