import { StudioError, toStudioError } from '../core/errors.ts';
import type { VideoFile, VideoId } from '../core/flow.ts';
import type { FileLike, FilesPort, PlaybackPort } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';

/** Of a copy that is only looked at while it moves: a still always comes from the file itself. */
const LONG_SIDE_PX = 640;

/** The playable copy of one video. */
export type ProxyState =
  | { status: 'making'; done: number; total: number | null }
  | { status: 'ready'; file: FileLike }
  | { status: 'failed'; error: StudioError };

/**
 * Playable copies of videos that no `<video>` element can play, made when a person asks. They live in the browser's blob store
 * for the session: gone with the tab, and with their video.
 */
export interface ProxyService {
  /** The same object until something changes; `null` = nobody asked for one. */
  stateOf(videoId: VideoId): ProxyState | null;
  /** Begins where none is there or being made. What goes wrong is told by the state. */
  make(video: VideoFile): Promise<void>;
  /** Gives up a copy that is being made. */
  cancel(videoId: VideoId): void;
  subscribe(listener: () => void): () => void;
}

export interface ProxyDeps {
  store: Pick<StorePort, 'onChange'> & {
    projects: Pick<StorePort['projects'], 'list'>;
    videos: Pick<StorePort['videos'], 'get'>;
  };
  playback: Pick<PlaybackPort, 'makeProxy'>;
  files: Pick<FilesPort, 'open'>;
}

export function createProxies({ store, playback, files }: ProxyDeps): ProxyService {
  const states = new Map<VideoId, ProxyState>();
  const running = new Map<VideoId, AbortController>();
  const listeners = new Set<() => void>();

  const tell = (videoId: VideoId, state: ProxyState | null): void => {
    if (state) states.set(videoId, state);
    else states.delete(videoId);
    for (const listener of listeners) listener();
  };

  const stop = (videoId: VideoId): void => {
    running.get(videoId)?.abort();
    running.delete(videoId);
    if (states.has(videoId)) tell(videoId, null);
  };

  const isHeld = async (videoId: VideoId): Promise<boolean> => {
    const projects = await store.projects.list();
    const found = await Promise.all(projects.map(({ id }) => store.videos.get(id, videoId)));
    return found.some((video) => video !== null);
  };
  store.onChange(({ tables }) => {
    if (!tables.some((table) => table === 'videos' || table === 'projects')) return;
    for (const videoId of states.keys()) {
      // Where the store cannot be asked, the copy stays.
      void isHeld(videoId)
        .then((held) => held || stop(videoId))
        .catch(() => undefined);
    }
  });

  return {
    stateOf: (videoId) => states.get(videoId) ?? null,
    make: async (video) => {
      const status = states.get(video.id)?.status;
      if (status === 'making' || status === 'ready') return;
      const controller = new AbortController();
      const { signal } = controller;
      running.set(video.id, controller);
      tell(video.id, { status: 'making', done: 0, total: null });
      try {
        const source = await files.open(video.id);
        if (signal.aborted) throw new StudioError('job/cancelled', 'The work was cancelled.');
        const file = await playback.makeProxy(source, video, {
          longSidePx: LONG_SIDE_PX,
          signal,
          onProgress: (done, total) =>
            !signal.aborted && tell(video.id, { status: 'making', done, total }),
        });
        if (!signal.aborted) tell(video.id, { status: 'ready', file });
      } catch (thrown) {
        const error = toStudioError(thrown, 'video/decode-failed');
        if (!signal.aborted) tell(video.id, { status: 'failed', error });
      } finally {
        if (running.get(video.id) === controller) running.delete(video.id);
      }
    },
    cancel: (videoId) => {
      if (states.get(videoId)?.status === 'making') stop(videoId);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
