import { type BenchmarkList, type Leak, leakCheck, leakFinder } from '../core/benchmark-list.ts';
import { StudioError } from '../core/errors.ts';
import type { Draft, Finding, ProjectId, VideoFile, VideoId } from '../core/flow.ts';
import type { Clock } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import { draftPages } from './draft-pages.ts';

/** The lists of public benchmarks that this studio knows, for all its projects. */
export interface BenchmarkService {
  lists(): Promise<BenchmarkList[]>;
  /** In place of the list of the same name; marks what is drafted already. @throws `input/invalid` */
  save(list: BenchmarkList): Promise<void>;
  /** Takes back the marks that rested on it. */
  remove(name: string): Promise<void>;
}

const SETTING = 'benchmarks';

interface Deps {
  store: StorePort;
  clock: Clock;
}

const storedLists = async ({ settings }: Pick<StorePort, 'settings'>): Promise<BenchmarkList[]> =>
  listsIn(await settings.get(SETTING));

/** By hand, because every new draft asks and the schema library is not loaded with the first screen. */
function listsIn(stored: unknown): BenchmarkList[] {
  const all: unknown[] = Array.isArray(stored) ? stored : [];
  return all.filter(
    (list): list is BenchmarkList =>
      typeof list === 'object' &&
      list !== null &&
      'name' in list &&
      typeof list.name === 'string' &&
      'videos' in list &&
      Array.isArray(list.videos) &&
      list.videos.every((video) => typeof video === 'string'),
  );
}

export function createBenchmarks({ store, clock }: Deps): BenchmarkService {
  let last: Promise<void> = Promise.resolve();
  /** One after the other: each begins with the lists that the one before left. */
  const inTurn = (change: (lists: BenchmarkList[]) => Promise<void>): Promise<void> => {
    const now = last.then(async () => change(await storedLists(store)));
    last = now.catch(() => undefined);
    return now;
  };
  const mark = async (before: BenchmarkList[], after: BenchmarkList[]) => {
    const [was, is] = [leakFinder(before), leakFinder(after)];
    for (const { id } of await store.projects.list())
      for (const video of await store.videos.list(id))
        await markVideo({ store, clock }, id, {
          videoId: video.id,
          was: was(video),
          is: is(video),
        });
  };
  return {
    lists: () => storedLists(store),
    async save(list) {
      const name = list.name.trim();
      if (name === '' || list.videos.length === 0)
        throw new StudioError('input/invalid', 'A list needs a name and videos.', {
          details: { path: 'name' },
        });
      await inTurn(async (lists) => {
        const after = [...lists.filter((known) => known.name !== name), { ...list, name }];
        // First, so that drafts that come meanwhile are marked too.
        await store.settings.set(SETTING, after);
        await mark(lists, after);
      });
    },
    remove: (gone) =>
      inTurn(async (lists) => {
        const after = lists.filter(({ name }) => name !== gone);
        await mark(lists, after);
        // Last, so that the list is still there to be removed again when marking failed midway.
        await store.settings.set(SETTING, after);
      }),
  };
}

/** Says of every draft of a video what changed about it; nothing where nothing did. */
async function markVideo(
  { store, clock }: Deps,
  projectId: ProjectId,
  { videoId, was, is }: { videoId: VideoId; was: Leak | null; is: Leak | null },
): Promise<void> {
  if (!was && !is) return;
  const check = is ? leakCheck(is) : { code: 'F7', verdict: 'pass' as const };
  const from = { recipe: 'benchmarks', step: null, model: null, replyKey: null };
  for await (const views of draftPages(store, projectId, { videoId })) {
    const findings = views.map(
      ({ id: draftId }): Finding => ({ draftId, check, ...from, atMs: clock.nowMs() }),
    );
    if (findings.length > 0) await store.drafts.addFindings(projectId, findings);
  }
}

/** The same store, in which new drafts of a video that is in a benchmark say so. */
export function withLeakMarks(store: StorePort): StorePort {
  // A run inserts its drafts one by one, and lists are long.
  let finding: Promise<ReturnType<typeof leakFinder> | null> | null = null;
  store.onChange(({ tables }) => {
    if (tables.includes('settings')) finding = null;
  });
  const finder = async () => {
    const lists = await storedLists(store);
    return lists.length > 0 ? leakFinder(lists) : null;
  };
  const insert = async (projectId: ProjectId, drafts: readonly Draft[]) => {
    finding ??= finder().catch((thrown: unknown) => {
      finding = null;
      throw thrown;
    });
    const find = await finding;
    if (!find) return store.drafts.insert(projectId, drafts);
    const videos = await Promise.all(
      [...new Set(drafts.map(({ videoId }) => videoId))].map((id) =>
        store.videos.get(projectId, id),
      ),
    );
    const leaks = new Map(videos.filter(isThere).map((video) => [video.id, find(video)]));
    const marked = drafts.map((draft) => {
      const leak = leaks.get(draft.videoId);
      return leak ? { ...draft, checks: [...draft.checks, leakCheck(leak)] } : draft;
    });
    return store.drafts.insert(projectId, marked);
  };
  return { ...store, drafts: { ...store.drafts, insert } };
}

const isThere = (video: VideoFile | null): video is VideoFile => video !== null;
