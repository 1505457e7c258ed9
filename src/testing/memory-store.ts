import { StudioError } from '../core/errors.ts';
import type { ProjectId } from '../core/flow.ts';
import type { StorePort, StoreStatus } from '../core/store-port.ts';
import { dumpTable, restoreTable } from './memory-archive.ts';
import { draftGroups, tally } from './memory-drafts.ts';
import { copy, frameKey, MemoryProject, Shelf, sampleKey } from './memory-project.ts';

/** A store that forgets: the same rules as the real one, over maps. Values are copied in and out. */
export function createMemoryStore(): StorePort {
  const shelf = new Shelf();
  return {
    status: (): StoreStatus => ({ mode: 'writer', persisted: false }),
    takeOver: async () => {},
    onChange: (listener) => shelf.listen(listener),
    onStatus: () => () => {},
    usage: async () => ({ persisted: false, quotaBytes: 1e9, usedBytes: 0 }),
    requestPersistence: async () => false,
    ...libraryGroups(shelf),
    ...draftGroups(shelf),
    ...recordGroups(shelf),
    archive: archiveGroup(shelf),
  };
}

function libraryGroups(
  shelf: Shelf,
): Pick<StorePort, 'projects' | 'videos' | 'frames' | 'embeddings' | 'selections'> {
  return {
    projects: {
      create: async (name) => {
        const id: ProjectId = `project:${globalThis.crypto.randomUUID()}`;
        shelf.projects.set(id, new MemoryProject({ id, name, createdAtMs: Date.now() }));
        shelf.tell(id, 'projects');
        return copy(shelf.of(id).project);
      },
      rename: async (id, name) => {
        const held = shelf.of(id);
        held.project = { ...held.project, name };
        shelf.tell(id, 'projects');
      },
      list: async () =>
        [...shelf.projects.values()].map((held) => ({
          ...held.project,
          videos: held.videos.size,
          drafts: held.drafts.size,
          byStatus: tally(held.views()),
        })),
      remove: async (id) => {
        shelf.projects.delete(id);
        shelf.tell(id, 'projects');
      },
    },
    videos: {
      put: async (id, video) => {
        shelf.of(id).videos.set(video.id, copy(video));
        shelf.tell(id, 'videos');
      },
      list: async (id) => copy([...shelf.of(id).videos.values()]),
      get: async (id, videoId) => copy(shelf.of(id).videos.get(videoId) ?? null),
      remove: async (id, videoId) => {
        shelf.of(id).forgetVideo(videoId);
        shelf.tell(id, 'videos', 'frames', 'selections', 'drafts', 'decisions', 'inspections');
      },
    },
    frames: framesGroup(shelf),
    embeddings: {
      put: async (id, modelSha256, rows) => {
        const { embeddings } = shelf.of(id);
        for (const { imageSha256, vector } of rows) {
          embeddings.set(`${modelSha256} ${imageSha256}`, {
            modelSha256,
            imageSha256,
            vector: vector.slice(),
          });
        }
      },
      get: async (id, model, hashes) =>
        hashes.map(
          (hash) => shelf.of(id).embeddings.get(`${model} ${hash}`)?.vector.slice() ?? null,
        ),
    },
    selections: {
      put: async (id, selection) => {
        shelf.of(id).selections.set(selection.videoId, copy(selection));
        shelf.tell(id, 'selections');
      },
      get: async (id, videoId) => copy(shelf.of(id).selections.get(videoId) ?? null),
    },
  };
}

function framesGroup(shelf: Shelf): StorePort['frames'] {
  return {
    put: async (id, list) => {
      const held = shelf.of(id);
      for (const { frame, jpeg, asked } of list) {
        if (!held.images.has(frame.imageSha256)) held.images.set(frame.imageSha256, jpeg.slice());
        if (!held.frames.has(frameKey(frame))) held.frames.set(frameKey(frame), copy(frame));
        if (!asked) continue;
        const { videoId, ptsTicks, timescale, imageSha256 } = frame;
        const sample = { videoId, ...asked, ptsTicks, timescale, imageSha256 };
        held.samples.set(sampleKey(sample), sample);
      }
      shelf.tell(id, 'frames');
    },
    sampled: async (id, videoId, longSidePx) => {
      const { samples, frames } = shelf.of(id);
      return [...samples.values()]
        .filter((sample) => sample.videoId === videoId && sample.longSidePx === longSidePx)
        .sort((a, b) => a.askedSec - b.askedSec)
        .flatMap((sample) => {
          const frame = frames.get(frameKey(sample));
          return frame ? [{ askedSec: sample.askedSec, frame: copy(frame) }] : [];
        });
    },
    list: async (id, videoId) =>
      copy([...shelf.of(id).frames.values()].filter((frame) => frame.videoId === videoId)).sort(
        (a, b) => a.ptsSec - b.ptsSec,
      ),
    byHash: async (id, hash) =>
      copy([...shelf.of(id).frames.values()].find((frame) => frame.imageSha256 === hash) ?? null),
    image: async (id, hash) => {
      const bytes = shelf.of(id).images.get(hash);
      if (!bytes) throw new StudioError('storage/not-found', 'There is no such picture.');
      return bytes.slice();
    },
  };
}

function recordGroups(
  shelf: Shelf,
): Pick<StorePort, 'inspections' | 'replies' | 'jobs' | 'prompts' | 'settings'> {
  return {
    inspections: {
      append: async (id, events) => {
        const held = shelf.of(id);
        for (const event of events)
          if (!held.inspections.some((one) => one.id === event.id))
            held.inspections.push(copy(event));
        shelf.tell(id, 'inspections');
      },
      list: async (id) => copy(shelf.of(id).inspections),
    },
    replies: {
      get: async (id, key) => copy(shelf.of(id).replies.get(key) ?? null),
      put: async (id, reply) => {
        shelf.of(id).replies.set(reply.key, copy(reply));
        shelf.tell(id, 'replies');
      },
      totals: async (id) => {
        const replies = [...shelf.of(id).replies.values()].map((stored) => stored.reply);
        const prices = replies.map((reply) => reply.usd).filter((usd) => usd !== null);
        return {
          calls: replies.length,
          tokensIn: sum(replies.map((reply) => reply.tokensIn)),
          tokensOut: sum(replies.map((reply) => reply.tokensOut)),
          usd: replies.length > 0 && prices.length === 0 ? null : sum(prices),
        };
      },
    },
    jobs: {
      put: async (job) => {
        shelf.of(job.projectId).jobs.set(job.id, copy(job));
        shelf.tell(job.projectId, 'jobs');
      },
      list: async (id) => copy([...shelf.of(id).jobs.values()]),
      remove: async (id, jobId) => {
        shelf.of(id).jobs.delete(jobId);
        shelf.tell(id, 'jobs');
      },
    },
    prompts: {
      list: async (id) => copy([...shelf.of(id).prompts.values()]),
      put: async (id, prompt) => {
        const { prompts } = shelf.of(id);
        const there = prompts.get(`${prompt.id} ${prompt.version}`);
        if (there && there.text !== prompt.text) {
          throw new StudioError(
            'input/invalid',
            'This version of the prompt exists with another text.',
          );
        }
        if (!there) prompts.set(`${prompt.id} ${prompt.version}`, copy(prompt));
        shelf.tell(id, 'prompts');
      },
    },
    settings: {
      get: async (key) => copy(shelf.settings.get(key)),
      set: async (key, value) => {
        if (value === undefined) shelf.settings.delete(key);
        else shelf.settings.set(key, copy(value));
        shelf.tell(null, 'settings');
      },
    },
  };
}

function archiveGroup(shelf: Shelf): StorePort['archive'] {
  return {
    rows: async (id, table, { after, limit }) => {
      const rows = dumpTable(shelf.of(id), table);
      const end = after + limit;
      return { rows: copy(rows.slice(after, end)), next: end < rows.length ? end : null };
    },
    restore: async (id, table, rows) => {
      restoreTable(shelf.of(id), table, copy(rows));
      shelf.tell(id, 'projects', 'videos', 'frames', 'selections', 'drafts', 'decisions');
    },
    restoreImages: async (id, pictures) => {
      const { images } = shelf.of(id);
      for (const { imageSha256, jpeg } of pictures) images.set(imageSha256, jpeg.slice());
    },
    images: async (id) =>
      [...shelf.of(id).images]
        .map(([imageSha256, bytes]) => ({ imageSha256, sizeBytes: bytes.length }))
        .sort((a, b) => (a.imageSha256 < b.imageSha256 ? -1 : 1)),
  };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
