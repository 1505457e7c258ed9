import type { Frame, ProjectId } from '../core/flow.ts';
import type { FilesPort } from '../core/ports.ts';
import type { StorePort } from '../core/store-port.ts';
import { z } from '../core/zod.ts';
import { ROW_SCHEMAS } from '../formats/archive-rows.ts';
import type { FrameOfPath } from '../formats/dataset-format.ts';
import { byteTools } from './bytes.ts';
import type { ImportReport } from './dataset-types.ts';

type Entry = Awaited<ReturnType<FilesPort['unzip']>>[number];

const LIST = 'frames.jsonl';
const PathedFrame = ROW_SCHEMAS.frames.extend({ path: z.string() });

export interface RestoredFrames {
  frameOf: FrameOfPath;
  /** Lines of the list that could not be used; the others were. */
  problems: ImportReport['problems'];
}

/** Pictures that came with the records (`frames.jsonl` of our exports), stored, by the path that the records use. */
export async function restoreFrames(
  store: StorePort,
  projectId: ProjectId,
  entries: readonly Entry[],
): Promise<RestoredFrames> {
  const byPath = new Map<string, Frame>();
  const problems: ImportReport['problems'] = [];
  const pictures = new Map(entries.map((entry) => [entry.path, entry]));
  const list = await pictures.get(LIST)?.read();
  const lines = list ? new TextDecoder().decode(list).split('\n') : [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const read = await readFrame(line, pictures);
    if ('problem' in read) {
      problems.push({ line: index + 1, path: LIST, message: read.problem });
      continue;
    }
    const { path, frame, jpeg } = read;
    await store.frames.put(projectId, [{ frame, jpeg, asked: null }]);
    byPath.set(path, frame);
  }
  return {
    frameOf: (path) => {
      const frame = byPath.get(path);
      return frame ? { ptsSec: frame.ptsSec, imageSha256: frame.imageSha256 } : null;
    },
    problems,
  };
}

/** One line with its picture. A picture under a wrong hash would stand for another one wherever it is cited. */
async function readFrame(
  line: string,
  pictures: ReadonlyMap<string, Entry>,
): Promise<{ path: string; frame: Frame; jpeg: Uint8Array } | { problem: string }> {
  const { data } = PathedFrame.safeParse(parseLine(line));
  if (!data) return { problem: 'This line is not a frame.' };
  const { path, ...frame } = data;
  const picture = pictures.get(path);
  if (!picture) return { problem: `The picture "${path}" is not in this file.` };
  const jpeg = await picture.read();
  if ((await byteTools.sha256(jpeg)) !== frame.imageSha256)
    return { problem: `The picture "${path}" is not the one that this line describes.` };
  return { path, frame: frame as unknown as Frame, jpeg };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
