import type { VideoId } from '../core/flow.ts';
import { readFrameName } from '../core/verify/frame-name.ts';
import { PictureIndex } from '../core/verify/picture-index.ts';
import { z } from '../core/zod.ts';
import { ROW_SCHEMAS } from '../formats/archive-rows.ts';
import { citedPictures } from '../formats/cited-pictures.ts';
import { JsonItemSplitter } from '../formats/json-items.ts';
import { textOf } from './bytes.ts';
import type { DatasetFrames, NumberedFrame, StatedFrame, StatedVideo } from './verify-types.ts';

/** A file of a dataset, or beside it. */
export interface DatasetFile {
  path: string;
  read(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

/** Side files of our exports: the exact frames, and where each record comes from. */
const FRAME_LIST = 'frames.jsonl';
const FACT_LIST = 'records.jsonl';

const FRAME_LINE = ROW_SCHEMAS.frames.extend({
  path: z.string(),
  decoder: z.enum(['webcodecs', 'ffmpeg']).nullable().catch(null),
});
const FACT_LINE = z.looseObject({
  video: z.looseObject({ id: z.string(), path: z.string(), fingerprint: z.string() }),
});

type Cited = StatedFrame | NumberedFrame;

/** Gathers what the record files of a dataset cite, each picture once. */
export class RecordFrames {
  readonly #pictures: PictureIndex<DatasetFile>;
  readonly #hasPictures: boolean;
  readonly #videos = new Map<string, StatedVideo>();
  readonly #frames = new Map<string, Cited>();
  readonly #problems: DatasetFrames['problems'] = [];

  /** @param pictures in the dataset's own file or given along */
  constructor(pictures: readonly DatasetFile[]) {
    this.#pictures = new PictureIndex(pictures);
    this.#hasPictures = pictures.length > 0;
  }

  /** The side files of our own exports, if they are there: call it before `addRecords`. */
  async addSideFiles(files: readonly DatasetFile[]): Promise<void> {
    const facts = files.find(({ path }) => path === FACT_LIST);
    if (facts) await this.#eachItem(facts, (json) => this.#addFact(json));
    const frames = files.find(({ path }) => path === FRAME_LIST);
    if (frames) await this.#eachItem(frames, (json) => this.#addFrame(json));
  }

  async addRecords(file: DatasetFile): Promise<void> {
    await this.#eachItem(file, (json) => {
      const cited = citedPictures(json);
      for (const { path, timeSec } of cited?.pictures ?? [])
        this.#cite(path, { video: cited?.video ?? '', timeSec });
      return true;
    });
  }

  result(): Pick<DatasetFrames, 'videos' | 'frames' | 'problems'> {
    return {
      videos: this.#videos,
      frames: [...this.#frames.values()],
      problems: this.#problems,
    };
  }

  async #eachItem(file: DatasetFile, take: (json: unknown) => boolean): Promise<void> {
    const splitter = new JsonItemSplitter();
    const takeAll = (items: ReturnType<JsonItemSplitter['push']>) => {
      for (const { line, column, text } of items) {
        const problem = { line, column, path: file.path };
        try {
          if (!take(JSON.parse(text)))
            this.#problems.push({ ...problem, message: 'This line is not what it should be.' });
        } catch {
          this.#problems.push({ ...problem, message: 'This is not valid JSON.' });
        }
      }
    };
    for await (const chunk of textOf(file.stream())) takeAll(splitter.push(chunk));
    takeAll(splitter.end().items);
  }

  #addFact(json: unknown): boolean {
    const { data } = FACT_LINE.safeParse(json);
    if (!data) return false;
    const { id, path, fingerprint } = data.video;
    this.#videos.set(id, { key: id, name: path, videoId: id as VideoId, fingerprint });
    return true;
  }

  #addFrame(json: unknown): boolean {
    const { data } = FRAME_LINE.safeParse(json);
    if (!data) return false;
    const { path, videoId, ptsSec, imageSha256, widthPx, heightPx, decoder } = data;
    if (!this.#videos.has(videoId))
      this.#videos.set(videoId, { key: videoId, name: videoId, videoId, fingerprint: null });
    this.#frames.set(path, {
      path,
      video: videoId,
      citedBy: 0,
      statedSec: ptsSec,
      imageSha256,
      longSidePx: Math.max(widthPx, heightPx),
      decoder,
      picture: this.#pictureOf(path, true),
    });
    return true;
  }

  #cite(path: string, { video, timeSec }: { video: string; timeSec: number | null }): void {
    const known = this.#frames.get(path);
    if (known) {
      known.citedBy += 1;
      return;
    }
    if (!this.#videos.has(video))
      this.#videos.set(video, { key: video, name: video, videoId: null, fingerprint: null });
    const cited = { path, video, citedBy: 1, picture: this.#pictureOf(path, this.#hasPictures) };
    const name = readFrameName(path);
    const sec = timeSec ?? (name && name.kind !== 'index' ? name.timeSec : null);
    if (sec === null) {
      const index = name?.kind === 'index' ? name.index : null;
      this.#frames.set(path, { ...cited, index });
    } else {
      const unstated = { imageSha256: null, longSidePx: null, decoder: null };
      this.#frames.set(path, { ...cited, statedSec: sec, ...unstated });
    }
  }

  /** @param isExpected pictures came along, so that one that is not there is missing */
  #pictureOf(path: string, isExpected: boolean): Cited['picture'] {
    const file = this.#pictures.find(path);
    if (file) return () => file.read();
    return isExpected ? async () => null : null;
  }
}
