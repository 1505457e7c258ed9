import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ARCHIVE_TABLES, type ArchiveTable } from '../core/store-port.ts';
import {
  buildBody,
  buildFrame,
  buildJpeg,
  buildProject,
  buildProvenance,
  buildVideo,
} from '../testing/builders.ts';
import {
  type ArchiveEntry,
  type ArchiveSource,
  archiveExport,
  type ByteTools,
  openArchive,
} from './archive.ts';
import { collect } from './stream.fixture.ts';

const tools: ByteTools = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
  sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

const pictures = new Map(
  [1, 2].map((n) => [createHash('sha256').update(buildJpeg(n)).digest('hex'), buildJpeg(n)]),
);
const [firstHash = ''] = pictures.keys();

const draft = (n: number) => ({
  ...buildBody(n),
  id: `draft:${n}`,
  videoId: 'video:1',
  createdAtMs: n,
  checks: [],
  provenance: buildProvenance(),
  seq: n,
  futureField: { kept: true },
});

const tables: Partial<Record<ArchiveTable, unknown[]>> = {
  project: [buildProject()],
  videos: [buildVideo(1)],
  frames: [buildFrame(1, { imageSha256: firstHash })],
  drafts: Array.from({ length: 3000 }, (_, n) => draft(n)),
  journal: [
    {
      id: 'event:1',
      draftId: 'draft:1',
      type: 'decision',
      verdict: 'accept',
      annotator: 'me',
      atMs: 5,
      dwellMs: null,
      via: 'key',
      before: null,
    },
  ],
};

const source = (changes: Partial<ArchiveSource> = {}): ArchiveSource => ({
  projectName: 'Kitchen',
  rows: async (table, { after, limit }) => {
    const rows = tables[table] ?? [];
    return {
      rows: rows.slice(after, after + limit),
      next: after + limit < rows.length ? after + limit : null,
    };
  },
  images: async () => [...pictures.keys()].map((imageSha256) => ({ imageSha256 })),
  image: async (hash) => pictures.get(hash) ?? new Uint8Array(),
  ...changes,
});

async function write(from: ArchiveSource): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { path, chunks } of archiveExport(from, tools)) {
    const parts = (await collect(chunks)).map((part) =>
      typeof part === 'string' ? tools.encode(part) : part,
    );
    files.set(path, Buffer.concat(parts));
  }
  return files;
}

const entries = (files: Map<string, Uint8Array>): ArchiveEntry[] =>
  [...files].map(([path, bytes]) => ({
    path,
    sizeBytes: bytes.byteLength,
    read: async () => bytes,
  }));

describe('archive', () => {
  it('gives back every row and picture', async () => {
    const archive = await openArchive(entries(await write(source())), tools);
    expect(archive.projectName).toBe('Kitchen');
    const parts = await collect(archive.read());
    expect(parts).toHaveLength(archive.files);
    for (const table of ARCHIVE_TABLES) {
      const rows = parts.flatMap((part) =>
        part.kind === 'rows' && part.table === table ? part.rows : [],
      );
      expect(rows).toEqual(tables[table] ?? []);
    }
    const images = parts.flatMap((part) => (part.kind === 'image' ? [part.imageSha256] : []));
    expect(images).toEqual([...pictures.keys()].toSorted());
  });

  it('cuts large tables into parts and begins with the manifest', async () => {
    const paths = [...(await write(source())).keys()];
    expect(paths[0]).toBe('manifest.json');
    expect(paths.at(-1)).toBe('checksums.ndjson');
    expect(paths.filter((path) => path.startsWith('drafts/')).length).toBeGreaterThan(1);
  });

  it('is the same whatever the page size and the order of keys', async () => {
    const shuffled = source({
      rows: async (table, { after }) => {
        const row = tables[table]?.[after];
        if (row === undefined) return { rows: [], next: null };
        return {
          rows: [Object.fromEntries(Object.entries(Object(row)).toReversed())],
          next: after + 1,
        };
      },
    });
    const sums = async (from: ArchiveSource) =>
      Promise.all(
        [...(await write(from))].map(async ([path, bytes]) => [path, await tools.sha256(bytes)]),
      );
    expect(await sums(shuffled)).toEqual(await sums(source()));
  });

  it.each([
    [
      'a missing file',
      (files: Map<string, Uint8Array>) => files.delete('videos/000001.ndjson'),
      'videos/000001.ndjson',
    ],
    [
      'a changed picture',
      (files: Map<string, Uint8Array>) => files.set(`frames/${firstHash}.jpg`, buildJpeg(3)),
      `frames/${firstHash}.jpg`,
    ],
    [
      'a shorter table',
      (files: Map<string, Uint8Array>) => files.set('journal/000001.ndjson', tools.encode('{}\n')),
      'journal/000001.ndjson',
    ],
    [
      'no end',
      (files: Map<string, Uint8Array>) => files.delete('checksums.ndjson'),
      'checksums.ndjson',
    ],
    [
      'a manifest of something else',
      (files: Map<string, Uint8Array>) =>
        files.set('manifest.json', tools.encode('{"format":"zip"}')),
      'manifest.json',
    ],
  ])('names the file when there is %s', async (_what, damage, file) => {
    const files = await write(source());
    damage(files);
    const read = async () => collect((await openArchive(entries(files), tools)).read());
    await expect(read()).rejects.toMatchObject({ code: 'import/bad-archive', details: { file } });
  });

  it('refuses a row that this version cannot use, naming it', async () => {
    const bad = source({
      rows: async (table) => ({
        rows: table === 'drafts' ? [draft(1), { ...draft(2), steps: 'none' }] : [],
        next: null,
      }),
    });
    const archive = await openArchive(entries(await write(bad)), tools);
    await expect(collect(archive.read())).rejects.toThrow('drafts/000001.ndjson: line 2');
  });

  it('asks for a newer studio where the archive is newer', async () => {
    const files = await write(source());
    files.set(
      'manifest.json',
      tools.encode('{"format":"ristretto-archive","version":4,"project":"another shape"}'),
    );
    await expect(openArchive(entries(files), tools)).rejects.toMatchObject({
      code: 'import/newer-version',
      details: { version: 4 },
    });
  });
});
