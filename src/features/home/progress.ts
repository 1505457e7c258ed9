import type { DraftStatus } from '../../core/flow.ts';
import type { Tone } from '../../ui/Chip.tsx';
import type { BarPart } from '../../ui/ProgressBar.tsx';

/** Statuses that mean a person has decided, in the order in which the bar shows them. */
const DECIDED: readonly { status: DraftStatus; tone: Tone }[] = [
  { status: 'accepted', tone: 'ok' },
  { status: 'edited', tone: 'info' },
  { status: 'rejected', tone: 'bad' },
  { status: 'flagged', tone: 'warn' },
  { status: 'skipped', tone: 'neutral' },
];

/** The parts of a project's progress bar, and how many drafts a person has decided on; skipped ones come back. */
export function projectProgress(byStatus: Record<DraftStatus, number>): {
  reviewed: number;
  parts: (BarPart & { id: DraftStatus })[];
} {
  const parts = DECIDED.map(({ status, tone }) => ({ id: status, count: byStatus[status], tone }));
  const reviewed = byStatus.accepted + byStatus.edited + byStatus.rejected;
  return { reviewed, parts };
}
