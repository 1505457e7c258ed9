/**
 * Verify a dataset: every cited frame is decoded from its video again and held against the picture that the dataset has of it
 * (`docs/verify.md`). Frames whose files have only numbers get their time from the rule that fits their pictures.
 */
import { throwIfCancelled } from '../core/cancel.ts';
import { StudioError } from '../core/errors.ts';
import type { Frame, ProjectId } from '../core/flow.ts';
import type { FileLike } from '../core/ports.ts';
import {
  buildReport,
  type RateFinding,
  type VerifiedFrame,
  type VerifyReport,
} from '../core/verify/report.ts';
import type { ImportOptions, ImportReport } from './dataset-types.ts';
import type { DatasetService } from './datasets.ts';
import { defaultPrepareSpec } from './defaults.ts';
import { decodeEach } from './verify-decode.ts';
import { verifyNumbered } from './verify-rates.ts';
import { readDataset } from './verify-source.ts';
import { unsettled, verifyStated } from './verify-stated.ts';
import {
  isStated,
  type NumberedFrame,
  type StatedFrame,
  type StatedVideo,
  type VerifyDeps,
  type VerifyOptions,
} from './verify-types.ts';
import { VideoFinder } from './verify-videos.ts';

export type ApplyOptions = Pick<VerifyOptions, 'videos' | 'signal' | 'onProgress'>;

export interface VerifyService {
  /**
   * @param projectId whose videos are looked through; `null` = only those given along and those remembered by their fingerprint
   * @param source a dataset file, or the id of a format: the project as it would be exported
   * @throws `import/not-recognised`, `import/bad-archive`, `input/invalid`, `job/cancelled`. What is wrong with a frame or a video is in
   *   the report and stops nothing
   */
  verify(
    projectId: ProjectId | null,
    source: FileLike | string,
    options?: VerifyOptions,
  ): Promise<VerifyReport>;
  /**
   * Imports a dataset whose frames had only numbers with the times that the report found: the frames are decoded and stored,
   * and the drafts cite them.
   * @throws `video/…` when a video cannot be opened any more, and what an import throws
   */
  importWithTimes(
    projectId: ProjectId,
    found: { file: FileLike; report: VerifyReport },
    options?: ApplyOptions,
  ): Promise<ImportReport>;
}

export function createVerify(
  deps: VerifyDeps & { datasets: Pick<DatasetService, 'import'> },
): VerifyService {
  return {
    verify: (projectId, source, options = {}) => verify(deps, { projectId, source }, options),
    importWithTimes: async (projectId, { file, report }, options = {}) => {
      const frameOf = await storeFound(deps, { projectId, report }, options);
      const { signal } = options;
      return deps.datasets.import(projectId, file, { frameOf, ...(signal ? { signal } : {}) });
    },
  };
}

async function verify(
  deps: VerifyDeps,
  what: { projectId: ProjectId | null; source: FileLike | string },
  options: VerifyOptions,
): Promise<VerifyReport> {
  const { signal, onProgress } = options;
  onProgress?.(0, null);
  const dataset = await readDataset(deps, what, options);
  throwIfCancelled(signal);
  const finder = await VideoFinder.create(deps, what.projectId, options);
  const results = new Map<StatedFrame | NumberedFrame, VerifiedFrame>();
  const settle = (frame: StatedFrame | NumberedFrame, result: VerifiedFrame): void => {
    results.set(frame, result);
    onProgress?.(results.size, dataset.frames.length);
  };
  const rates: RateFinding[] = [];
  for (const [key, frames] of byVideo(dataset.frames)) {
    throwIfCancelled(signal);
    const stated = dataset.videos.get(key) ?? unknownVideo(key);
    const video = await finder.open(stated);
    if ('verdict' in video) {
      for (const frame of frames)
        settle(frame, { ...unsettled(frame, stated.name), statedSec: secOf(frame), ...video });
      continue;
    }
    const work = { deps, video, name: stated.name, settle, signal };
    await verifyStated(work, frames.filter(isStated));
    const numbered = frames.filter((frame): frame is NumberedFrame => !isStated(frame));
    if (numbered.length > 0) rates.push(await verifyNumbered(work, numbered));
  }
  const { format, source, problems } = dataset;
  const items = dataset.frames.flatMap((frame) => results.get(frame) ?? []);
  return buildReport({ format, source, items, rates, problems });
}

const secOf = (frame: StatedFrame | NumberedFrame): number | null =>
  isStated(frame) ? frame.statedSec : null;

const unknownVideo = (key: string): StatedVideo => ({
  key,
  name: key,
  videoId: null,
  fingerprint: null,
});

function byVideo<T extends { video: string }>(frames: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const frame of frames) {
    const group = groups.get(frame.video);
    if (group) group.push(frame);
    else groups.set(frame.video, [frame]);
  }
  return groups;
}

/** Pictures in one durable write: each waits for the disk. */
const STORE_BATCH = 16;

/** Decodes the frames whose times were found, at the size of the project's own, and stores them. */
async function storeFound(
  deps: VerifyDeps,
  { projectId, report }: { projectId: ProjectId; report: VerifyReport },
  options: ApplyOptions,
): Promise<NonNullable<ImportOptions['frameOf']>> {
  const byPath = new Map<string, { ptsSec: number; imageSha256: string }>();
  const { rates, items } = report;
  const { signal, onProgress } = options;
  const finder = await VideoFinder.create(deps, projectId, options);
  const found = rates.filter(({ verdict, videoId }) => verdict === 'fits' && videoId !== null);
  const total = found.reduce((sum, { frames }) => sum + frames, 0);
  for (const { video: name, videoId } of found) {
    if (!videoId) continue;
    const video = await finder.open({ key: name, name, videoId, fingerprint: null });
    if ('verdict' in video)
      throw new StudioError(
        video.error ?? 'video/file-missing',
        `"${name}" cannot be opened now.`,
        {
          details: { name },
        },
      );
    const paths = new Map<number, string[]>();
    for (const { frame, video: of, verdict, statedSec } of items) {
      const isPlaced = verdict === 'same-picture' || verdict === 'placed';
      if (of === name && isPlaced && statedSec !== null)
        paths.set(statedSec, [...(paths.get(statedSec) ?? []), frame]);
    }
    const { longSidePx } = defaultPrepareSpec(videoId);
    const waiting: { frame: Frame; jpeg: Uint8Array; asked: null }[] = [];
    const store = async () => {
      await deps.store.frames.put(projectId, waiting.splice(0));
      onProgress?.(byPath.size, total);
    };
    await decodeEach(deps, video, {
      request: { timesSec: paths.keys(), longSidePx, decoder: null },
      signal,
      each: async ({ askedSec, frame: facts, jpeg }) => {
        const frame: Frame = { ...facts, videoId };
        const { ptsSec, imageSha256 } = frame;
        for (const path of paths.get(askedSec) ?? []) byPath.set(path, { ptsSec, imageSha256 });
        waiting.push({ frame, jpeg, asked: null });
        if (waiting.length === STORE_BATCH) await store();
      },
    });
    await store();
  }
  return (path) => byPath.get(path) ?? null;
}
