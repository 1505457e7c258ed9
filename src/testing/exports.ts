import type { Box, DraftView, Frame } from '../core/flow.ts';
import { datasetExport } from '../formats/dataset-export.ts';
import type { RecordFormat } from '../formats/dataset-format.ts';
import type { ExportFile, ExportSource } from '../formats/export-source.ts';
import { DEFAULT_SETTINGS } from '../formats/format-settings.ts';
import { collect, streamOf } from '../formats/stream.fixture.ts';
import { buildFrame, buildJpeg, buildVideo, fakeSha256 } from './builders.ts';

/** Evidence: the frame at `n` seconds, with a box when there is a label. */
export const cite = (n: number, label?: string) => ({
  frame: { ptsSec: n, imageSha256: fakeSha256(n) },
  ...(label === undefined ? {} : { boxes: [{ label, xyxy: [0.1, 0.2, 0.3, 0.4] as Box }] }),
});

/** An accepted multiple-choice draft with two grounded steps. */
export function acceptedDraft(n: number, changes: Partial<DraftView> = {}): DraftView {
  return {
    id: `draft:${n}`,
    videoId: 'video:1',
    seq: n,
    status: 'accepted',
    isEdited: false,
    createdAtMs: 1,
    checks: [],
    provenance: { origin: 'hand', author: 'test' },
    kind: 'qa-choice',
    task: 'Cooking Process',
    question: 'Why press?',
    answer: 'To dry it.',
    caption: null,
    options: ['To cool it.', 'To dry it.', 'To salt it.', 'To cut it.'],
    correctOption: 1,
    steps: [
      { text: 'Salt lies on the eggplant.', evidence: [cite(2, 'eggplant')] },
      { text: 'A towel presses it.', evidence: [cite(1, 'Towel')] },
    ],
    evidence: [cite(1)],
    ...changes,
  };
}

/** An accepted caption. */
export const acceptedCaption = (n: number, changes: Partial<DraftView> = {}): DraftView =>
  acceptedDraft(n, {
    kind: 'caption',
    task: 'video-caption',
    question: null,
    answer: null,
    options: null,
    correctOption: null,
    caption: `Caption ${n}.`,
    steps: [],
    evidence: [],
    ...changes,
  });

/** Frames at 1, 2 and 3 s of one video of 30 s. */
export function exportSourceOf(
  drafts: readonly DraftView[],
  changes: Partial<ExportSource> = {},
): ExportSource {
  const frames = new Map<string, Frame>([1, 2, 3].map((n) => [fakeSha256(n), buildFrame(n)]));
  return {
    projectName: 'Kitchen',
    studioVersion: '0.0.0',
    drafts: () => streamOf(...drafts),
    chosen: drafts.length,
    videos: [buildVideo(1, { name: 'pan cake.mp4' })],
    counts: async () => ({
      byStatus: { pending: 4, accepted: 3, edited: 1, rejected: 2, skipped: 0, flagged: 0 },
      rejectReasons: { V1: 2 },
      steps: [{ step: 'draft evidence-qa', runs: 1, counts: { drafts: 10 } }],
    }),
    frame: async (hash) => frames.get(hash) ?? null,
    image: async () => buildJpeg(1),
    settings: DEFAULT_SETTINGS,
    ...changes,
  };
}

const decoder = new TextDecoder();

/** All files of an export as text; pictures as their size. */
export async function exportedFiles(
  format: RecordFormat,
  source: ExportSource,
): Promise<Map<string, string>> {
  const encoder = new TextEncoder();
  const files: AsyncIterable<ExportFile> = datasetExport(format, source, {
    encode: (text) => encoder.encode(text),
  });
  const out = new Map<string, string>();
  for await (const { path, chunks } of files) {
    const parts = await collect(chunks);
    const texts = parts.map((part) => {
      if (typeof part === 'string') return part;
      return path.endsWith('.jpg') ? `<${part.byteLength} bytes>` : decoder.decode(part);
    });
    out.set(path, texts.join(''));
  }
  return out;
}
