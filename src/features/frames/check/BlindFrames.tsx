import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventId, ProjectId, Selection, VideoFile } from '../../../core/flow.ts';
import type { InspectionEvent, SelectionVerdict } from '../../../core/inspections.ts';
import type { InspectedBy } from '../../../pipeline/spot-check.ts';
import { notify } from '../../../ui/toasts.tsx';
import { EnlargedFrame } from '../EnlargedFrame.tsx';
import { GridPanel } from '../grid/GridPanel.tsx';
import { type FrameCell, standCounts } from '../model/cells.ts';
import { useDesk } from '../model/use-desk.ts';
import { useInspecting } from '../model/use-inspections.ts';
import { useFrameWords } from '../model/use-words.ts';
import { Inspector } from '../panels/Inspector.tsx';
import { Stage } from '../player/Stage.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { useFramesKeys } from '../use-frames-keys.ts';
import { useVerdicts } from '../verdict/use-verdicts.ts';
import { VerdictBar } from '../verdict/VerdictBar.tsx';

const untold = () => '';

/** A selection without a word on how it came about. Once it is judged, the next one follows. */
export function BlindFrames({
  projectId,
  video,
  selection,
  events,
  sessionId,
}: {
  projectId: ProjectId;
  video: VideoFile;
  selection: Selection;
  events: readonly InspectionEvent[];
  sessionId: EventId;
}) {
  const { t } = useTranslation('frames');
  const desk = useDesk(projectId, video, selection);
  const { cell, cells, signals, player } = desk;
  const inspecting = useInspecting(projectId);
  const words = useFrameWords(selection);
  const [isEnlarged, setEnlarged] = useState(false);
  const verdicts = useVerdicts({
    ...{ selection, events, inspecting },
    cell: null,
    session: sessionId,
    nowSec: () => player.frames.playhead.timeSec,
  });
  const judge = (verdict: SelectionVerdict, via: InspectedBy['via']) =>
    void verdicts.judge(verdict, via);
  useFramesKeys(desk, {
    judge: (verdict) => judge(verdict, 'key'),
    undo: () =>
      void inspecting
        .undo()
        .then((isDone) => notify(t(isDone ? 'verdict.undone' : 'verdict.nothingToUndo'))),
    redo: () => void inspecting.redo(),
  });
  const nameOf = useCallback((given: FrameCell) => words.cell({ ...given, reasons: [] }), [words]);
  const enlarge = useCallback(() => setEnlarged(true), []);
  const { goTo } = desk;
  const goToStandIn = useCallback(
    ({ standInSec }: FrameCell) => standInSec !== null && goTo(standInSec),
    [goTo],
  );
  const aspect = video.widthPx / video.heightPx;
  const standsFor = useMemo(() => standCounts(selection), [selection]);
  const coreCount = selection.core.length;
  return (
    <>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_480px] gap-2.5">
        <div className="flex min-h-0 flex-col gap-2.5">
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
            nameOf={nameOf}
            whyOf={untold}
            onStandIn={goToStandIn}
          />
        </div>
        <div className="flex min-h-0 flex-col gap-2.5 overflow-y-auto">
          {cell ? (
            <Inspector
              {...{ cell, coreCount }}
              standsFor={standsFor[cell.coreIndex ?? -1] ?? 0}
              reasonWords={null}
              betweenSec={desk.betweenSec}
              onVerdict={null}
              onEnlarge={enlarge}
              onGoTo={desk.goTo}
            >
              <Stage {...{ projectId, player, video, cell }} />
            </Inspector>
          ) : null}
        </div>
      </div>
      <VerdictBar
        verdicts={verdicts}
        frameSec={null}
        onVerdict={(verdict) => judge(verdict, 'mouse')}
        hasPins={false}
      />
      {cell && isEnlarged ? (
        <EnlargedFrame {...{ projectId, cell, aspect }} onClose={() => setEnlarged(false)} />
      ) : null}
    </>
  );
}
