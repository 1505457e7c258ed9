import { useTranslation } from 'react-i18next';
import type { Frame, ProjectId, VideoId } from '../../../core/flow.ts';
import type { DrawnPicture } from '../../../core/requests.ts';
import type { DraftPlan } from '../../../pipeline/draft-plan.ts';
import { usePicture } from '../../../state/use-picture.ts';
import { FrameImage } from '../../../ui/FrameImage.tsx';
import { formatTime } from '../../../ui/format.ts';
import { TimeCode } from '../../../ui/TimeCode.tsx';

/** So many are drawn at once; a bulk of 100 videos would be thousands. */
const SHOWN = 96;

interface PlanPicturesProps {
  projectId: ProjectId;
  plans: readonly DraftPlan[];
  names: ReadonlyMap<VideoId, string>;
}

/** The exact pictures that leave the browser, in the order in which they are sent; stored ones, byte for byte. */
export function PlanPictures({ projectId, plans, names }: PlanPicturesProps) {
  const { t } = useTranslation('jobs');
  const frames = plans.flatMap((plan) => plan.frames);
  const drawn = new Map(plans.flatMap((plan) => plan.drawn.map((one) => [one.imageSha256, one])));
  const count = frames.length + drawn.size;
  if (count === 0) return null;
  return (
    <section aria-labelledby="plan-pictures">
      <h3 id="plan-pictures" className="label mb-2">
        {t('draft.pictures', { count })}
      </h3>
      {drawn.size > 0 ? (
        <ul className="mb-2 flex flex-wrap gap-2">
          {[...drawn.values()].slice(0, SHOWN).map((picture) => (
            <li key={picture.imageSha256}>
              <Drawn projectId={projectId} picture={picture} />
            </li>
          ))}
        </ul>
      ) : null}
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

/** A picture that was drawn from frames: the stored JPEG that is sent, to be looked at in its own shape. */
function Drawn({ projectId, picture }: { projectId: ProjectId; picture: DrawnPicture }) {
  const { t } = useTranslation('jobs');
  const { imageSha256, widthPx, heightPx } = picture;
  const source = usePicture(projectId, imageSha256);
  const size = t('draft.drawn', { width: widthPx, height: heightPx });
  return (
    <figure className="w-60">
      <div className="max-h-80 overflow-y-auto rounded-sm border border-line">
        <FrameImage source={source} alt={size} aspect={widthPx / heightPx} fit="contain" />
      </div>
      <figcaption className="mono text-ink-3">{size}</figcaption>
    </figure>
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
