import { useTranslation } from 'react-i18next';
import type { Frame, ProjectId, VideoId } from '../../../core/flow.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { usePicture } from '../../../state/use-picture.ts';
import { FrameImage } from '../../../ui/FrameImage.tsx';
import { formatTime } from '../../../ui/format.ts';
import { TimeCode } from '../../../ui/TimeCode.tsx';

/** So many are drawn at once; a bulk of 100 videos would be thousands. */
const SHOWN = 96;

/** The exact pictures that leave the browser, in the order in which they are sent. */
export function PlanPictures({
  projectId,
  plans,
  names,
}: {
  projectId: ProjectId;
  plans: readonly DraftPlan[];
  names: ReadonlyMap<VideoId, string>;
}) {
  const { t } = useTranslation('jobs');
  const frames = plans.flatMap((plan) => plan.frames);
  return (
    <section aria-labelledby="plan-pictures">
      <h3 id="plan-pictures" className="label mb-2">
        {t('draft.pictures', { count: frames.length })}
      </h3>
      <ul className="grid grid-cols-8 gap-1.5">
        {frames.slice(0, SHOWN).map((frame) => (
          <li key={`${frame.videoId} ${frame.imageSha256}`}>
            <Picture
              projectId={projectId}
              frame={frame}
              name={names.get(frame.videoId) ?? t('gone')}
            />
          </li>
        ))}
      </ul>
      {frames.length > SHOWN ? (
        <p className="mt-1 text-ink-2">{t('draft.moreFrames', { count: frames.length - SHOWN })}</p>
      ) : null}
    </section>
  );
}

function Picture({ projectId, frame, name }: { projectId: ProjectId; frame: Frame; name: string }) {
  const { t } = useTranslation('jobs');
  const source = usePicture(projectId, frame.imageSha256);
  return (
    <>
      <FrameImage
        source={source}
        alt={t('draft.frameAlt', { time: formatTime(frame.ptsSec), name })}
        aspect={16 / 9}
        fit="contain"
        className="rounded-sm"
      />
      <TimeCode timeSec={frame.ptsSec} className="text-ink-3" />
    </>
  );
}
