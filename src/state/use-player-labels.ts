import { useTranslation } from 'react-i18next';
import type { StudioError } from '../core/errors.ts';
import { useErrorText } from './use-error-text.ts';
import { useKeyHint } from './use-hotkeys.ts';

/** Texts and keys of `ui/player/VideoPlayer.tsx`, for every screen that has one. */
export function usePlayerLabels({ stage, video }: { stage: string; video: string }) {
  const { t } = useTranslation('player');
  const hint = useKeyHint();
  return {
    stage,
    video: t('video', { video }),
    scrubber: t('scrubber'),
    back: { text: t('back'), keys: hint('frame-back') },
    play: { text: t('play'), keys: hint('play-pause') },
    pause: { text: t('pause'), keys: hint('play-pause') },
    forward: { text: t('forward'), keys: hint('frame-forward') },
  };
}

/** Texts of `ui/player/PlayableCopy.tsx`. `error` = why the last attempt failed. */
export function useCopyLabels(error: StudioError | null) {
  const { t } = useTranslation('player');
  const errorText = useErrorText();
  return {
    why: t('copy.why'),
    whyHint: t('copy.whyHint'),
    make: t(error ? 'copy.again' : 'copy.make'),
    making: t('copy.making'),
    cancel: t('copy.cancel'),
    badge: t('copy.badge'),
    badgeHint: t('copy.badgeHint'),
    failed: error ? errorText(error).title : '',
  };
}
