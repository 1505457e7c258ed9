import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ProjectId, Selection, VideoFile } from '../../../core/flow.ts';
import type { SelectionSignals } from '../../../pipeline/selecting.ts';
import { useStudio } from '../../../state/studio.ts';
import { cellAt, cellsOf, type FrameCell, nextCore } from './cells.ts';
import { FramesPlayer } from './frames-player.ts';
import { useCuts } from './use-cuts.ts';
import { useRelevance, useSignals } from './use-signals.ts';

export interface Desk {
  video: VideoFile;
  selection: Selection;
  player: FramesPlayer;
  cells: readonly FrameCell[];
  /** The frame in focus: the sampled one that is on screen at the playhead. */
  cell: FrameCell | null;
  /** Time of the exact frame on screen when no sampled frame has it. */
  betweenSec: number | null;
  signals: SelectionSignals | null;
  relevance: Float64Array | null;
  cuts: { cutsSec: readonly number[]; isEstimate: boolean };
  /** Puts a sampled frame on screen. */
  focus(cell: FrameCell | null): void;
  /** The sampled frame on screen at a time. */
  goTo(timeSec: number): void;
  /** To the next core frame in a direction. */
  moveToCore(direction: 1 | -1): void;
  /** To the next frame of the video; of the samples where the file cannot be reached. */
  step(direction: 1 | -1): void;
}

/** What every view of one video's frames works with. The playhead is the one clock: curves, filmstrip and map follow it. */
export function useDesk(projectId: ProjectId, video: VideoFile, selection: Selection): Desk {
  const studio = useStudio();
  const signals = useSignals(projectId, selection).data ?? null;
  const relevance = useRelevance(projectId, selection, selection.question ?? null).data ?? null;
  const cuts = useCuts(video, signals);
  const cells = useMemo(() => cellsOf(signals?.sampled ?? [], selection), [signals, selection]);
  const { longSidePx } = selection;
  const player = useMemo(
    () => new FramesPlayer(studio, video, longSidePx),
    [studio, video, longSidePx],
  );
  const firstCoreSec = selection.core[0]?.frame.ptsSec ?? video.startSec;
  const [start] = useState(firstCoreSec);
  useEffect(() => {
    player.restOn(start);
    return player.open();
  }, [player, start]);
  const nowSec = useFrameTime(player, cells);
  const cell = cellAt(cells, nowSec);
  const exact = useStore(player.state, (state) => state.exact);
  const isSampled = exact === null || cellAt(cells, exact.ptsSec)?.frame.ptsSec === exact.ptsSec;
  const focus = useCallback(
    (next: FrameCell | null) => next && player.restOn(next.frame.ptsSec),
    [player],
  );
  const goTo = useCallback((timeSec: number) => focus(cellAt(cells, timeSec)), [focus, cells]);
  return {
    video,
    selection,
    player,
    cells,
    cell,
    betweenSec: isSampled ? null : exact.ptsSec,
    signals,
    relevance,
    cuts,
    focus,
    goTo,
    moveToCore: (direction) => focus(nextCore(cells, player.frames.playhead.timeSec, direction)),
    step: (direction) => {
      if (player.isReachable) void player.frames.step(direction);
      else if (cell) focus(cells[cells.indexOf(cell) + direction] ?? null);
    },
  };
}

/** Time of the sampled frame at the playhead. It is followed once a frame of the screen, and changes only with the sampled frame. */
function useFrameTime(player: FramesPlayer, cells: readonly FrameCell[]): number {
  const [nowSec, setNowSec] = useState(player.frames.playhead.timeSec);
  useEffect(() => {
    let waiting: number | null = null;
    const read = () => {
      waiting = null;
      const { timeSec } = player.frames.playhead;
      setNowSec(cellAt(cells, timeSec)?.frame.ptsSec ?? timeSec);
    };
    const stop = player.frames.playhead.follow(() => {
      waiting ??= requestAnimationFrame(read);
    });
    return () => {
      stop();
      if (waiting !== null) cancelAnimationFrame(waiting);
    };
  }, [player, cells]);
  return nowSec;
}
