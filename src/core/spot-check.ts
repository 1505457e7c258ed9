import type { EventId, VideoId } from './flow.ts';
import {
  type CheckItem,
  type CheckSession,
  type EventOf,
  type InspectionEvent,
  standingVerdicts,
} from './inspections.ts';
import { seededShuffle } from './seeded.ts';
import { type ShareInterval, wilson95 } from './wilson.ts';

export interface CheckPlan {
  seed: string;
  /** Videos to draw; fewer where there are fewer. */
  size: number;
  budget: number;
  methods: readonly string[];
}

/**
 * Draws videos and the order in which their selections are shown. Every video is shown once under every method, so that methods
 * are compared on the same videos. Same videos (whatever their order), seed and methods: same session.
 */
export function drawSession(videoIds: readonly VideoId[], plan: CheckPlan): CheckSession {
  const { seed, budget } = plan;
  const methods = [...new Set(plan.methods)];
  const drawn = seededShuffle([...videoIds].sort(), `${seed}\nvideos`).slice(0, plan.size);
  const items = drawn.flatMap((videoId) => methods.map((method) => ({ videoId, method })));
  return {
    seed,
    size: drawn.length,
    budget,
    methods,
    items: seededShuffle(items, `${seed}\nitems`),
  };
}

export interface CheckProgress {
  items: readonly CheckItem[];
  done: number;
  /** The first item without a verdict; `null` = all are judged. */
  next: CheckItem | null;
}

/** How far a session is. Items whose video was removed are passed over. */
export function checkProgress(
  session: EventOf<'session'>,
  events: readonly InspectionEvent[],
  present: ReadonlySet<VideoId>,
): CheckProgress {
  const judged = new Set(
    verdictsIn(events, session.id).map(({ videoId, method }) => `${videoId} ${method}`),
  );
  const items = session.items.filter(({ videoId }) => present.has(videoId));
  const open = items.filter(({ videoId, method }) => !judged.has(`${videoId} ${method}`));
  return { items, done: items.length - open.length, next: open[0] ?? null };
}

export interface MethodTally {
  method: string;
  judged: number;
  good: number;
  /** Share judged good, with its Wilson interval at 95 %. */
  interval: ShareInterval;
}

/** What a session says about each of its methods, in the order of the methods. Only verdicts on whole selections count. */
export function checkTally(
  session: EventOf<'session'>,
  events: readonly InspectionEvent[],
): MethodTally[] {
  const verdicts = verdictsIn(events, session.id);
  return session.methods.map((method) => {
    const its = verdicts.filter((verdict) => verdict.method === method);
    const good = its.filter(({ verdict }) => verdict === 'good').length;
    return { method, judged: its.length, good, interval: wilson95(good, its.length) };
  });
}

const verdictsIn = (events: readonly InspectionEvent[], session: EventId): EventOf<'verdict'>[] =>
  standingVerdicts(events).filter((one) => one.session === session && one.frame === null);
