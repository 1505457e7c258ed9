import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProjectId, Selection, VideoFile } from '../../core/flow.ts';
import type { InspectionEvent, SelectionVerdict } from '../../core/inspections.ts';
import type { InspectedBy } from '../../pipeline/spot-check.ts';
import { notify } from '../../ui/toasts.tsx';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { EnlargedFrame } from './EnlargedFrame.tsx';
import { GridPanel } from './grid/GridPanel.tsx';
import { MapPanel } from './map/MapPanel.tsx';
import { standCounts } from './model/cells.ts';
import { useDesk } from './model/use-desk.ts';
import { useInspecting } from './model/use-inspections.ts';
import { useSelector } from './model/use-selector.ts';
import { useFrameWords } from './model/use-words.ts';
import { AddFrame } from './panels/AddFrame.tsx';
import { Inspector } from './panels/Inspector.tsx';
import { QuestionBox } from './panels/QuestionBox.tsx';
import { SelectorPanel } from './panels/SelectorPanel.tsx';
import { Stage } from './player/Stage.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { useFramesKeys } from './use-frames-keys.ts';
import { useVerdicts } from './verdict/use-verdicts.ts';
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
  const { t } = useTranslation('frames');
  const desk = useDesk(projectId, video, selection);
  const { cell, cells, signals, player } = desk;
  const selector = useSelector(projectId, selection);
  const inspecting = useInspecting(projectId);
  const words = useFrameWords(selection.sampledSec);
  const addField = useRef<HTMLInputElement>(null);
  const [isEnlarged, setEnlarged] = useState(false);
  const verdicts = useVerdicts({
    ...{ selection, cell, events, inspecting },
    session: null,
    nowSec: () => player.frames.playhead.timeSec,
  });
  const judge = (verdict: SelectionVerdict, via: InspectedBy['via']) =>
    void verdicts.judge(verdict, via);
  const overrule = (wanted: 'pin' | 'drop' | null) => {
    if (desk.betweenSec !== null && wanted === 'pin') void selector.addFrame(desk.betweenSec);
    else if (cell) void selector.overrule(cell.frame.imageSha256, wanted);
  };
  const undo = async () => {
    if (await selector.undo()) notify(t('undone'));
    else notify(t((await inspecting.undo()) ? 'verdict.undone' : 'verdict.nothingToUndo'));
  };
  useFramesKeys(desk, {
    judge: (verdict) => judge(verdict, 'key'),
    toggleScope: () => verdicts.setScope(verdicts.scope === 'frame' ? 'selection' : 'frame'),
    overrule,
    goToTime: () => addField.current?.focus(),
    undo: () => void undo(),
    redo: () => void inspecting.redo().then((isDone) => isDone && notify(t('verdict.redone'))),
  });
  const aspect = video.widthPx / video.heightPx;
  const coreCount = selection.core.length;
  const range = { startSec: video.startSec, endSec: video.startSec + video.durationSec };
  return (
    <>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_380px] gap-2.5">
        <div className="flex min-h-0 flex-col gap-2.5 overflow-y-auto">
          <Timeline {...desk} />
          <GridPanel
            {...{ cells, aspect, selection }}
            focusedSec={cell?.frame.ptsSec ?? null}
            onFocus={desk.focus}
            onOpen={() => setEnlarged(true)}
            nameOf={(given) => words.cell(given, coreCount)}
            whyOf={(given) => given.reasons.map(words.reason).join(', ')}
            onStandIn={({ standInSec }) => standInSec !== null && desk.goTo(standInSec)}
          />
          <ComparePanel
            {...{ projectId, selection, signals, events }}
            cutsSec={desk.cuts.cutsSec}
            onGoTo={desk.goTo}
          />
        </div>
        <div className="flex min-h-0 flex-col gap-2.5 overflow-y-auto">
          <SelectorPanel how={selector.how} onChange={selector.choose}>
            <QuestionBox
              key={selection.question ?? ''}
              {...{ projectId, selection }}
              onAsk={(question) => selector.choose({ question })}
            />
          </SelectorPanel>
          {cell ? (
            <Inspector
              {...{ cell, coreCount }}
              standsFor={standCounts(selection)[cell.coreIndex ?? -1] ?? 0}
              reasonWords={cell.reasons.map(words.reason)}
              betweenSec={desk.betweenSec}
              onVerdict={overrule}
              onEnlarge={() => setEnlarged(true)}
              onGoTo={desk.goTo}
            >
              <Stage {...{ player, video, cell }} />
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
        onVerdict={(verdict) => judge(verdict, 'mouse')}
        hasPins
      />
      {cell && isEnlarged ? (
        <EnlargedFrame {...{ projectId, cell, aspect }} onClose={() => setEnlarged(false)} />
      ) : null}
    </>
  );

  async function addFrame(timeSec: number): Promise<number | null> {
    const ptsSec = await selector.addFrame(timeSec);
    if (ptsSec !== null) player.restOn(ptsSec);
    return ptsSec;
  }
}
