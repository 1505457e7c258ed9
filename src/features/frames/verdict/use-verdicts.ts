import { useState } from 'react';
import type { EventId, Selection } from '../../../core/flow.ts';
import {
  type EventOf,
  type InspectionEvent,
  type SelectionVerdict,
  standingVerdicts,
} from '../../../core/inspections.ts';
import type { InspectedBy } from '../../../pipeline/spot-check.ts';
import type { FrameCell } from '../model/cells.ts';
import type { Inspecting } from '../model/use-inspections.ts';

export interface Verdicts {
  /** What a verdict is about. */
  scope: 'selection' | 'frame';
  setScope(scope: 'selection' | 'frame'): void;
  /** Only core frames can be judged by themselves. */
  canJudgeFrame: boolean;
  /** The verdict that stands on what is in scope. */
  standing: EventOf<'verdict'> | null;
  note: string;
  setNote(note: string): void;
  /** Durable when it resolves. @returns whether it is on disk */
  judge(verdict: SelectionVerdict, via: InspectedBy['via']): Promise<boolean>;
  /** Writes the note to the verdict that stands. */
  keepNote(): Promise<boolean>;
}

/** Verdicts on one selection and its core frames, as they stand in the journal. */
export function useVerdicts({
  selection,
  cell,
  session,
  events,
  inspecting,
  nowSec,
}: {
  selection: Selection;
  cell: FrameCell | null;
  /** The spot-check that asks. */
  session: EventId | null;
  events: readonly InspectionEvent[];
  inspecting: Inspecting;
  /** The moment on screen. */
  nowSec: () => number;
}): Verdicts {
  const [wanted, setScope] = useState<'selection' | 'frame'>('selection');
  const [typed, setTyped] = useState<{ on: EventId | null; text: string }>({ on: null, text: '' });
  const canJudgeFrame = cell !== null && cell.coreIndex !== null;
  const scope = canJudgeFrame ? wanted : 'selection';
  const frame =
    cell && scope === 'frame'
      ? { ptsSec: cell.frame.ptsSec, imageSha256: cell.frame.imageSha256 }
      : null;
  const standing =
    standingVerdicts(events).find(
      (one) =>
        one.videoId === selection.videoId &&
        one.method === selection.method &&
        one.session === session &&
        (one.frame?.imageSha256 ?? null) === (frame?.imageSha256 ?? null),
    ) ?? null;
  const standingId = standing?.id ?? null;
  const note = typed.on === standingId ? typed.text : (standing?.note ?? '');
  const write = (
    verdict: SelectionVerdict,
    { atSec, via }: { atSec: number | null; via: InspectedBy['via'] },
  ) =>
    inspecting.judge(
      selection.videoId,
      {
        verdict,
        frame,
        atSec,
        note: note.trim() || null,
        method: selection.method,
        params: selection.params,
        question: selection.question ?? null,
        coreSec: selection.core.map((one) => one.frame.ptsSec),
        session,
      },
      via,
    );
  return {
    scope,
    setScope,
    canJudgeFrame,
    standing,
    note,
    setNote: (text) => setTyped({ on: standingId, text }),
    judge: async (verdict, via) => {
      // What was missed, or is the wrong moment, is the one on screen.
      const isMoment = verdict === 'missed' || verdict === 'wrong-moment';
      const isSaved = await write(verdict, { atSec: isMoment ? nowSec() : null, via });
      if (isSaved) setTyped({ on: null, text: '' });
      return isSaved;
    },
    keepNote: async () => {
      if (!standing || note.trim() === (standing.note ?? '')) return false;
      return write(standing.verdict, { atSec: standing.atSec, via: 'key' });
    },
  };
}
