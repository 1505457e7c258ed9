import { useCallback, useMemo, useRef, useState } from 'react';
import type { ProjectId, Selection, VideoFile } from '../../core/flow.ts';
import type { InspectionEvent } from '../../core/inspections.ts';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { EnlargedFrame } from './EnlargedFrame.tsx';
import { GridPanel } from './grid/GridPanel.tsx';
import { MapPanel } from './map/MapPanel.tsx';
import { type FrameCell, standCounts } from './model/cells.ts';
import { useDesk } from './model/use-desk.ts';
import { useFrameWords } from './model/use-words.ts';
import { AddFrame } from './panels/AddFrame.tsx';
import { Inspector } from './panels/Inspector.tsx';
import { SelectorPanel } from './panels/SelectorPanel.tsx';
import { Stage } from './player/Stage.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { useFramesActions } from './use-frames-actions.ts';
import { VerdictBar } from './verdict/VerdictBar.tsx';

/** Curves, filmstrip and comparison on the left; selector, player and map on the right; verdicts below. */
export function SelectedFrames({
  projectId,
  video,
  selection,
  events,
}: {
  projectId: ProjectId;
  video: VideoFile;
  selection: Selection;
  events: readonly InspectionEvent[];
}) {
  const desk = useDesk(projectId, video, selection);
  const { cell, cells, signals, player } = desk;
  const addField = useRef<HTMLInputElement>(null);
  const { selector, verdicts, overrule, addFrame } = useFramesActions(desk, {
    ...{ projectId, events },
    goToTime: () => addField.current?.focus(),
  });
  const words = useFrameWords(selection);
  const [isEnlarged, setEnlarged] = useState(false);
  const enlarge = useCallback(() => setEnlarged(true), []);
  const { goTo } = desk;
  const goToStandIn = useCallback(
    ({ standInSec }: FrameCell) => standInSec !== null && goTo(standInSec),
    [goTo],
  );
  const aspect = video.widthPx / video.heightPx;
  const standsFor = useMemo(() => standCounts(selection), [selection]);
  const coreCount = selection.core.length;
  const range = { startSec: video.startSec, endSec: video.startSec + video.durationSec };
  return (
    <>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_380px] gap-2.5">
        <div className="flex min-h-0 flex-col gap-2.5 overflow-y-auto">
          <Timeline
            {...{ video, selection, signals, player }}
            relevance={desk.relevance}
            cuts={desk.cuts}
          />
          <GridPanel
            {...{ cells, aspect, selection }}
            focusedSec={cell?.frame.ptsSec ?? null}
            onFocus={desk.focus}
            onOpen={enlarge}
            nameOf={words.cell}
            whyOf={words.whyInShort}
            onStandIn={goToStandIn}
          />
          <ComparePanel
            {...{ projectId, selection, signals, events }}
            cutsSec={desk.cuts.cutsSec}
            onGoTo={desk.goTo}
          />
        </div>
        <div className="flex min-h-0 flex-col gap-2.5 overflow-y-auto">
          <SelectorPanel
            {...{ projectId, selection }}
            how={selector.how}
            onChange={selector.choose}
          />
          {cell ? (
            <Inspector
              {...{ cell, coreCount }}
              standsFor={standsFor[cell.coreIndex ?? -1] ?? 0}
              reasonWords={words.why(cell)}
              betweenSec={desk.betweenSec}
              onVerdict={overrule}
              onEnlarge={enlarge}
              onGoTo={desk.goTo}
            >
              <Stage {...{ projectId, player, video, cell }} />
            </Inspector>
          ) : null}
          <AddFrame range={range} fieldRef={addField} onAdd={addFrame} />
          {signals && cell ? (
            <MapPanel
              {...{ signals, selection, aspect }}
              focusedPlace={cell.index}
              onGoTo={desk.goTo}
            />
          ) : null}
        </div>
      </div>
      <VerdictBar
        verdicts={verdicts}
        frameSec={cell?.frame.ptsSec ?? null}
        onVerdict={(verdict) => void verdicts.judge(verdict, 'mouse')}
        hasPins
      />
      {cell && isEnlarged ? (
        <EnlargedFrame {...{ projectId, cell, aspect }} onClose={() => setEnlarged(false)} />
      ) : null}
    </>
  );
}
