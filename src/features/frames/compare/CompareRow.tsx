import { useTranslation } from 'react-i18next';
import type { Frame } from '../../../core/flow.ts';
import type { GroundTruth } from '../../../core/inspections.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { cn } from '../../../ui/cn.ts';
import { formatDuration, formatTime } from '../../../ui/format.ts';
import { useMethodName } from '../model/use-method-name.ts';
import { cosine } from '../model/use-words.ts';
import { Thumbnail } from '../Thumbnail.tsx';
import { type Choice, hitsOf } from './compare.ts';
import type { ComparedRow } from './use-choices.ts';

/** More would be too small to see; they are spread over the choice. */
const MOST_PICTURES = 12;

export interface CompareRowProps {
  row: ComparedRow;
  known: { cutsSec: readonly number[]; truth: GroundTruth | null };
  isCurrent: boolean;
  onGoTo: (timeSec: number) => void;
}

/** One method: its frames in a strip, and what they amount to. */
export function CompareRow({ row, known, isCurrent, onGoTo }: CompareRowProps) {
  const { t } = useTranslation('frames');
  const nameOf = useMethodName();
  const errorText = useErrorText();
  const { choice, error } = row;
  return (
    <tr
      aria-current={isCurrent || undefined}
      className={cn('border-b border-line last:border-0', isCurrent && 'bg-accent-soft')}
    >
      <th scope="row" className="truncate px-2 py-1 text-start font-semibold">
        {nameOf(row.id)}
      </th>
      <td className="px-2 py-1">
        {choice ? (
          <Strip frames={choice.frames} onGoTo={onGoTo} />
        ) : (
          <span className="text-sm text-ink-3">
            {error ? errorText(error).title : t('compare.computing')}
          </span>
        )}
      </td>
      {choice ? <Numbers choice={choice} known={known} /> : <td colSpan={4} />}
    </tr>
  );
}

function Strip({
  frames,
  onGoTo,
}: {
  frames: readonly Frame[];
  onGoTo: (timeSec: number) => void;
}) {
  const shown = Math.min(MOST_PICTURES, frames.length);
  const spread = Array.from({ length: shown }, (_, k) => {
    const place = shown === frames.length ? k : Math.round((k * (frames.length - 1)) / (shown - 1));
    return frames[place] as Frame;
  });
  return (
    <ol className="flex gap-0.5 overflow-hidden">
      {spread.map((frame) => (
        <li key={frame.ptsSec} className="min-w-0 max-w-16 flex-1">
          <StripFrame frame={frame} onGoTo={onGoTo} />
        </li>
      ))}
    </ol>
  );
}

function StripFrame({ frame, onGoTo }: { frame: Frame; onGoTo: (timeSec: number) => void }) {
  const { t } = useTranslation('frames');
  const time = formatTime(frame.ptsSec);
  return (
    <button
      type="button"
      title={time}
      aria-label={t('compare.goTo', { time })}
      className="block w-full"
      onClick={() => onGoTo(frame.ptsSec)}
    >
      <Thumbnail imageSha256={frame.imageSha256} alt="" aspect={16 / 9} className="rounded-xs" />
    </button>
  );
}

function Numbers({ choice, known }: { choice: Choice; known: CompareRowProps['known'] }) {
  const { i18n } = useTranslation('frames');
  const { coverage, redundancy, maxGapSec } = choice.metrics;
  const { shots, scenes } = hitsOf(choice.frames, known);
  const texts = [
    cosine(coverage),
    cosine(redundancy),
    formatDuration(maxGapSec, i18n.language),
    `${shots.hit} / ${shots.of}`,
    ...(scenes ? [scenes.kfr, scenes.shr, scenes.ukss].map((score) => score.toFixed(2)) : []),
  ];
  const columns = ['coverage', 'redundancy', 'gap', 'shots', 'kfr', 'shr', 'ukss'];
  return texts.map((text, place) => (
    <td key={columns[place]} className="mono px-2 py-1 text-ink">
      {text}
    </td>
  ));
}
