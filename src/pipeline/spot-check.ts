import { StudioError } from '../core/errors.ts';
import type { EventId, ProjectId, VideoId } from '../core/flow.ts';
import {
  type EventOf,
  type Inspection,
  type InspectionContext,
  type InspectionEvent,
  redoTarget,
  undoTarget,
  type VerdictInput,
} from '../core/inspections.ts';
import type { Clock } from '../core/ports.ts';
import { type CheckPlan, drawSession } from '../core/spot-check.ts';
import type { StorePort } from '../core/store-port.ts';

/** Who does it, and by what. */
export type InspectedBy = Pick<InspectionContext, 'annotator' | 'via'>;

/** Verdicts on selections and spot-checks, in a journal of their own. Durable when a call resolves. */
export interface InspectionService {
  judge(
    projectId: ProjectId,
    videoId: VideoId,
    given: { verdict: VerdictInput; by: InspectedBy },
  ): Promise<EventOf<'verdict'>>;
  /** Takes back the last verdict or loaded file of the project; `null` when there is none. */
  undo(projectId: ProjectId, by: InspectedBy): Promise<InspectionEvent | null>;
  /** Gives back what the last undo took. */
  redo(projectId: ProjectId, by: InspectedBy): Promise<InspectionEvent | null>;
  /** Draws a session from the videos that are prepared. @throws `input/invalid` when there is none, or no method was named */
  begin(
    projectId: ProjectId,
    given: { plan: CheckPlan; by: InspectedBy },
  ): Promise<EventOf<'session'>>;
  /** Loaded files: other people's selections and ground truth. */
  add(
    projectId: ProjectId,
    given: {
      facts: readonly Extract<Inspection, { type: 'outside' | 'truth' }>[];
      by: InspectedBy;
    },
  ): Promise<void>;
}

export interface InspectionDeps {
  store: Pick<StorePort, 'inspections' | 'videos' | 'selections'>;
  clock: Clock;
}

export function createInspections({ store, clock }: InspectionDeps): InspectionService {
  const stamp = (by: InspectedBy) => ({
    id: `event:${globalThis.crypto.randomUUID()}` as EventId,
    atMs: clock.nowMs(),
    ...by,
  });
  const append = async <E extends InspectionEvent>(projectId: ProjectId, event: E): Promise<E> => {
    await store.inspections.append(projectId, [event]);
    return event;
  };
  return {
    judge: (projectId, videoId, { verdict, by }) =>
      append(projectId, { ...stamp(by), type: 'verdict', videoId, ...verdict }),
    undo: async (projectId, by) => {
      const target = undoTarget(await store.inspections.list(projectId));
      if (!target) return null;
      const { id: undoes, videoId } = target;
      await append(projectId, { ...stamp(by), type: 'undo', videoId, undoes });
      return target;
    },
    redo: async (projectId, by) => {
      const events = await store.inspections.list(projectId);
      const target = redoTarget(events);
      if (!target) return null;
      const { id: redoes, videoId, undoes } = target;
      await append(projectId, { ...stamp(by), type: 'redo', videoId, redoes });
      return events.find(({ id }) => id === undoes) ?? null;
    },
    begin: async (projectId, { plan, by }) => {
      const videoIds = await preparedVideos(store, projectId);
      if (videoIds.length === 0)
        throw new StudioError('input/invalid', 'Prepare videos first: none has frames to look at.');
      if (plan.methods.length === 0)
        throw new StudioError('input/invalid', 'Name at least one method to check.');
      const session = drawSession(videoIds, plan);
      return append(projectId, { ...stamp(by), type: 'session', videoId: null, ...session });
    },
    add: (projectId, { facts, by }) =>
      store.inspections.append(
        projectId,
        facts.map((fact) => ({ ...stamp(by), ...fact })),
      ),
  };
}

/** Videos that have a selection, in the order of the library. */
async function preparedVideos(
  store: InspectionDeps['store'],
  projectId: ProjectId,
): Promise<VideoId[]> {
  const videos = await store.videos.list(projectId);
  const selections = await Promise.all(videos.map(({ id }) => store.selections.get(projectId, id)));
  return videos.flatMap(({ id }, place) => (selections[place] ? [id] : []));
}
