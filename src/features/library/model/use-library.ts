import { type UseQueryOptions, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { ProjectId, VideoFile, VideoId } from '../../../core/flow.ts';
import type { FileAccess } from '../../../core/ports.ts';
import { storeKey } from '../../../state/queries.ts';
import { type Studio, useStudio } from '../../../state/studio.ts';
import type { StageFacts } from './filter.ts';

/** The project's videos, in the order in which they were added. */
export function useVideos(projectId: ProjectId) {
  const { store } = useStudio();
  return useQuery({
    queryKey: storeKey('videos', projectId),
    queryFn: () => store.videos.list(projectId),
  });
}

const ACCESS_KEY = 'file-access';

/** How the bytes of every video can be reached now, and the way to look again. */
export function useAccess(
  projectId: ProjectId,
  videos: readonly VideoFile[],
): { access: ReadonlyMap<VideoId, FileAccess>; refresh: () => void } {
  const { library, jobs } = useStudio();
  const client = useQueryClient();
  const ids = videos.map(({ id }) => id);
  const queryKey = [ACCESS_KEY, projectId, ids];
  const known = useRef<ReadonlyMap<VideoId, FileAccess>>(new Map());
  const { data } = useQuery({
    queryKey,
    queryFn: async () => {
      // While a folder comes in, each longer list asks about what is new in it; asking again asks about everything.
      const isNewList = client.getQueryData(queryKey) === undefined;
      const answered = isNewList ? known.current : null;
      const found = await Promise.all(ids.map((id) => answered?.get(id) ?? library.access(id)));
      return ids.flatMap((id, i): [VideoId, FileAccess][] => {
        const access = found[i];
        return access ? [[id, access]] : [];
      });
    },
    placeholderData: (before) => before,
  });
  const access = useMemo(() => new Map(data), [data]);
  useEffect(() => {
    known.current = access;
  }, [access]);
  const refresh = () => {
    known.current = new Map();
    void client.invalidateQueries({ queryKey: [ACCESS_KEY, projectId] });
    jobs.wake();
  };
  return { access, refresh };
}

const framesQuery = (store: Studio['store'], projectId: ProjectId, videoId: VideoId) =>
  ({
    queryKey: storeKey('selections', projectId, 'counts', videoId),
    queryFn: async () => {
      const selection = await store.selections.get(projectId, videoId);
      return { sampled: selection?.sampledSec.length ?? 0, core: selection?.core.length ?? 0 };
    },
  }) satisfies UseQueryOptions;

const draftsQuery = (store: Studio['store'], projectId: ProjectId, videoId: VideoId) =>
  ({
    queryKey: storeKey('drafts', projectId, 'counts', videoId),
    queryFn: async () => {
      const counts = await store.drafts.countByStatus(projectId, { videoId });
      const drafts = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return { drafts, pending: counts.pending };
    },
  }) satisfies UseQueryOptions;

/** How far one video has come; `null` while it is being read. */
export function useStage(projectId: ProjectId, videoId: VideoId): StageFacts | null {
  const { store } = useStudio();
  const frames = useQuery(framesQuery(store, projectId, videoId));
  const drafts = useQuery(draftsQuery(store, projectId, videoId));
  return frames.data && drafts.data ? { ...frames.data, ...drafts.data } : null;
}

/** The stages of all videos, read only when they are needed: cards that are out of sight ask for nothing. */
export function useStages(
  projectId: ProjectId,
  videos: readonly VideoFile[],
  isNeeded: boolean,
): ReadonlyMap<VideoId, StageFacts> {
  const { store } = useStudio();
  const asked = isNeeded ? videos : [];
  const frames = useQueries({
    queries: asked.map(({ id }) => framesQuery(store, projectId, id)),
  });
  const drafts = useQueries({
    queries: asked.map(({ id }) => draftsQuery(store, projectId, id)),
  });
  return new Map(
    asked.flatMap(({ id }, i): [VideoId, StageFacts][] => {
      const [a, b] = [frames[i]?.data, drafts[i]?.data];
      return a && b ? [[id, { ...a, ...b }]] : [];
    }),
  );
}
