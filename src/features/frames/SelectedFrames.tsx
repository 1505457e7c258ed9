import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, Selection, VideoFile } from '../../core/flow.ts';
import { useHotkeys } from '../../state/use-hotkeys.ts';
import { notify } from '../../ui/toasts.tsx';
import { EnlargedFrame } from './EnlargedFrame.tsx';
import { GridPanel } from './grid/GridPanel.tsx';
import { cellAt, cellsOf, type FrameCell, nextCore, standCounts } from './model/cells.ts';
import { useSelector } from './model/use-selector.ts';
import { useSampled } from './model/use-video-frames.ts';
import { useFrameWords } from './model/use-words.ts';
import { AddFrame } from './panels/AddFrame.tsx';
import { Inspector } from './panels/Inspector.tsx';
import { MetricsPanel } from './panels/MetricsPanel.tsx';
import { SelectorPanel } from './panels/SelectorPanel.tsx';
import { Timeline } from './panels/Timeline.tsx';

/** Timeline and grid on the left; selector, metrics and the focused frame on the right. */
export function SelectedFrames({
  projectId,
  video,
  selection,
}: {
  projectId: ProjectId;
  video: VideoFile;
  selection: Selection;
}) {
  const { t } = useTranslation('frames');
  const { data: sampled } = useSampled(projectId, selection);
  const cells = cellsOf(sampled ?? [], selection);
  const selector = useSelector(projectId, selection);
  const words = useFrameWords(selection.sampledSec);
  const addField = useRef<HTMLInputElement>(null);
  const [wantedSec, setWantedSec] = useState<number | null>(null);
  const [isEnlarged, setIsEnlarged] = useState(false);
  const firstCoreSec = selection.core[0]?.frame.ptsSec ?? 0;
  const cell = cellAt(cells, wantedSec ?? firstCoreSec);
  const focus = (next: FrameCell | null) => next && setWantedSec(next.frame.ptsSec);
  const verdict = (wanted: 'pin' | 'drop' | null) => {
    if (cell) void selector.overrule(cell.frame.imageSha256, wanted);
  };
  const undo = async () => {
    if (await selector.undo()) notify(t('undone'));
  };
  const move = (direction: 1 | -1) => focus(nextCore(cells, cell?.frame.ptsSec ?? 0, direction));
  const step = (by: 1 | -1) => focus(cells[cells.indexOf(cell as FrameCell) + by] ?? null);
  useHotkeys({
    'pin-frame': () => verdict(cell?.isPinned ? null : 'pin'),
    'drop-frame': () => verdict(cell?.isDropped ? null : 'drop'),
    'previous-core': () => move(-1),
    'next-core': () => move(1),
    'frame-back': () => step(-1),
    'frame-forward': () => step(1),
    'go-to-time': () => addField.current?.focus(),
    undo: () => void undo(),
  });
  const range = { startSec: video.startSec, endSec: video.startSec + video.durationSec };
  const aspect = video.widthPx / video.heightPx;
  const coreCount = selection.core.length;
  const standsFor =
    cell && cell.coreIndex !== null ? (standCounts(selection)[cell.coreIndex] ?? 0) : 0;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_360px] gap-2.5">
      <div className="flex min-h-0 flex-col gap-2.5">
        <Timeline
          {...{ selection, range }}
          focusedSec={cell?.frame.ptsSec ?? null}
          onSeek={(timeSec) => focus(cellAt(cells, timeSec))}
        />
        <GridPanel
          {...{ projectId, cells, aspect, selection }}
          focusedSec={cell?.frame.ptsSec ?? null}
          onFocus={focus}
          onOpen={() => setIsEnlarged(true)}
          nameOf={(given) => words.cell(given, coreCount)}
        />
      </div>
      <div className="flex min-h-0 flex-col gap-2.5 overflow-y-auto">
        <SelectorPanel how={selector.how} onChange={selector.choose} />
        <MetricsPanel selection={selection} />
        <Inspector
          {...{ projectId, cell, coreCount, standsFor, aspect }}
          reasonWords={cell?.reasons.map(words.reason) ?? []}
          onVerdict={verdict}
          onEnlarge={() => setIsEnlarged(true)}
        />
        <AddFrame
          range={range}
          fieldRef={addField}
          onAdd={async (timeSec) => {
            const ptsSec = await selector.addFrame(timeSec);
            if (ptsSec !== null) setWantedSec(ptsSec);
            return ptsSec;
          }}
        />
      </div>
      {cell && isEnlarged ? (
        <EnlargedFrame {...{ projectId, cell, aspect }} onClose={() => setIsEnlarged(false)} />
      ) : null}
    </div>
  );
}
