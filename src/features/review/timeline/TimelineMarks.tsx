import { useMemo } from 'react';
import { citedFrames } from '../../../core/edit-evidence.ts';
import { cn } from '../../../ui/cn.ts';
import { litFrames, litSteps, shownBody } from '../model/session-reducers.ts';
import { useSession } from '../review-context.ts';
import { areaUnder, curvePath, shareAt, type TimeRange, ticks } from './timeline-math.ts';

const SIZE = { width: 1000, height: 52 };
const percent = (share: number): string => `${share * 100}%`;

/** Drawn things of the timeline: they speak to the eye; the strip and the steps say the same to everybody. */
export function TimelineMarks({ range }: { range: TimeRange }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      <Curve range={range} />
      {ticks(range, 12).map((timeSec) => (
        <span
          key={timeSec}
          className="absolute top-1 bottom-3 border-l border-dashed border-line-strong opacity-45"
          style={{ left: percent(shareAt(range, timeSec)) }}
        />
      ))}
      <Spans range={range} />
      <Frames range={range} />
    </div>
  );
}

/** How much each sample is like the core frame that stands for it: dips are moments that nothing shows well. */
function Curve({ range }: { range: TimeRange }) {
  const selection = useSession((state) => state.card?.selection ?? null);
  const line = useMemo(() => {
    if (!selection) return '';
    const points = selection.sampledSec.map((timeSec, index) => ({
      timeSec,
      value: selection.similarity[index] ?? null,
    }));
    return curvePath(points, range, SIZE);
  }, [selection, range]);
  if (!line) return null;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      preserveAspectRatio="none"
      className="absolute inset-x-0 top-0 h-[calc(100%-12px)] w-full"
    >
      <path d={areaUnder(line, SIZE.height)} className="fill-ink-3 opacity-15" />
      <path
        d={line}
        className="fill-none stroke-ink-3"
        strokeWidth={1.4}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function Frames({ range }: { range: TimeRange }) {
  const core = useSession((state) => state.card?.selection?.core ?? null);
  const body = useSession(shownBody);
  const lit = useSession(litFrames);
  const cited = body ? citedFrames(body) : [];
  const isCited = new Set(cited.map((frame) => frame.imageSha256));
  const rest = (core ?? [])
    .map(({ frame }) => frame)
    .filter((frame) => !isCited.has(frame.imageSha256));
  return (
    <>
      {rest.map((frame) => (
        <span
          key={frame.imageSha256}
          className="absolute bottom-1 h-2 w-[3px] -translate-x-1/2 rounded-xs bg-ink-3"
          style={{ left: percent(shareAt(range, frame.ptsSec)) }}
        />
      ))}
      {cited.map((frame) => (
        <span
          key={frame.imageSha256}
          className={cn(
            'absolute bottom-0.5 -translate-x-1/2 rounded-xs',
            lit.has(frame.imageSha256) ? 'h-4 w-[5px] bg-accent' : 'h-2.5 w-[3px] bg-ink',
          )}
          style={{ left: percent(shareAt(range, frame.ptsSec)) }}
        />
      ))}
    </>
  );
}

function Spans({ range }: { range: TimeRange }) {
  const body = useSession(shownBody);
  const lit = useSession(litSteps);
  const mark = useSession((state) => state.spanMark);
  const spans = (body?.steps ?? []).flatMap((step, index) =>
    step.evidence.flatMap(({ span }) =>
      span
        ? [{ ...span, isLit: lit.has(index), key: `${index}:${span.startSec}:${span.endSec}` }]
        : [],
    ),
  );
  return (
    <>
      {spans.map((span) => (
        <span
          key={span.key}
          className={cn(
            'absolute bottom-1.5 h-1 min-w-1 rounded-full bg-info',
            !span.isLit && 'opacity-45',
          )}
          style={{
            left: percent(shareAt(range, span.startSec)),
            width: percent(shareAt(range, span.endSec) - shareAt(range, span.startSec)),
          }}
        />
      ))}
      {mark ? (
        <span
          className={cn(
            'absolute inset-y-0 w-1.5 border-y-2 border-info',
            mark.end === 'in' ? 'border-l-2' : '-translate-x-full border-r-2',
          )}
          style={{ left: percent(shareAt(range, mark.timeSec)) }}
        />
      ) : null}
    </>
  );
}
