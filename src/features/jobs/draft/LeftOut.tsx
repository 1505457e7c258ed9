import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EncodedError, ErrorCode } from '../../../core/errors.ts';
import type { VideoId } from '../../../core/flow.ts';
import { useStartJobs } from '../../../state/start-jobs.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import type { PlanOutcome } from './plan-totals.ts';

/** Videos that cannot be drafted now, grouped by why, each group with the way out. */
export function LeftOut({
  outcomes,
  names,
  needs,
  onClose,
}: {
  outcomes: readonly PlanOutcome[];
  names: ReadonlyMap<VideoId, string>;
  /** What the recipe starts from: preparing helps only where it wants core frames. */
  needs: 'core-frames' | 'video';
  onClose: () => void;
}) {
  const { t } = useTranslation('jobs');
  const errorText = useErrorText();
  return groupByCode(outcomes).map(({ error, videoIds }) => {
    const { title, next, code } = errorText(error);
    return (
      <ErrorNotice
        key={code}
        title={`${t('draft.notPlanned', { count: videoIds.length })} · ${title}`}
        next={next}
        code={code}
        details={[
          error.message,
          ...videoIds.slice(0, 8).map((id) => names.get(id) ?? t('gone')),
        ].join(' · ')}
        actions={
          code === 'input/invalid' && needs === 'video' ? null : (
            <WayOut code={code} videoIds={videoIds} onClose={onClose} />
          )
        }
      />
    );
  });
}

function WayOut({
  code,
  videoIds,
  onClose,
}: {
  code: string;
  videoIds: readonly VideoId[];
  onClose: () => void;
}) {
  const { t } = useTranslation('jobs');
  const ask = useStartJobs((state) => state.ask);
  if (code.startsWith('llm/') || code === 'model/not-found') {
    return (
      <Link
        to="/settings"
        search={{ section: code === 'model/not-found' ? 'models' : 'endpoints' }}
        onClick={onClose}
        className="text-accent underline"
      >
        {t('draft.openSettings')}
      </Link>
    );
  }
  if (code !== 'input/invalid') return null;
  return (
    <Button size="sm" onClick={() => ask('prepare', videoIds)}>
      {t('draft.prepareFirst')}
    </Button>
  );
}

function groupByCode(
  outcomes: readonly PlanOutcome[],
): { error: EncodedError; videoIds: VideoId[] }[] {
  const groups = new Map<ErrorCode, { error: EncodedError; videoIds: VideoId[] }>();
  for (const outcome of outcomes) {
    if (!('error' in outcome)) continue;
    const { error, videoId } = outcome;
    const group = groups.get(error.code) ?? { error: { ...error, details: {} }, videoIds: [] };
    group.videoIds.push(videoId);
    groups.set(error.code, group);
  }
  return [...groups.values()];
}
