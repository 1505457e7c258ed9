/**
 * The studio's own archive: everything of a project, without loss (`docs/formats/archive.md`). A zip with `manifest.json`
 * first, each table as NDJSON parts of about 1 MiB, the pictures by their hash, and `checksums.ndjson` last: it names every
 * file as it was really written, so that one pass over the store is enough and damage is found by name.
 * Nothing in it depends on when it was written: the same project gives the same bytes.
 */

import { canonicalJson } from '../core/canonical-json.ts';
import { StudioError } from '../core/errors.ts';
import { ARCHIVE_TABLES, type ArchiveTable } from '../core/store-port.ts';
import { z } from '../core/zod.ts';
import { ROW_SCHEMAS } from './archive-rows.ts';
import type { ExportFile } from './export-source.ts';

const ARCHIVE_FORMAT = 'ristretto-archive';
/** 2 adds `findings`, 3 adds `inspections`; an older archive has none. */
const ARCHIVE_VERSION = 3;
const MANIFEST = 'manifest.json';
const CHECKSUMS = 'checksums.ndjson';
const PART_CHARACTERS = 1 << 20;
const PAGE_ROWS = 500;

/** What the page has and pure code has not. */
export interface ByteTools {
  encode(text: string): Uint8Array;
  /** @throws on bytes that are not UTF-8 */
  decode(bytes: Uint8Array): string;
  /** Hex. */
  sha256(bytes: Uint8Array): Promise<string>;
}

export interface ArchiveSource {
  projectName: string;
  rows(
    table: ArchiveTable,
    page: { after: number; limit: number },
  ): Promise<{ rows: unknown[]; next: number | null }>;
  images(): Promise<{ imageSha256: string }[]>;
  image(imageSha256: string): Promise<Uint8Array>;
}

const CHECKSUM = z.looseObject({ path: z.string(), sizeBytes: z.number(), sha256: z.string() });
type Checksum = z.infer<typeof CHECKSUM>;

const MANIFEST_SCHEMA = z.looseObject({
  format: z.literal(ARCHIVE_FORMAT),
  version: z.number().int().positive(),
  project: z.looseObject({ name: z.string() }),
});

const imagePath = (imageSha256: string): string => `frames/${imageSha256}.jpg`;

async function* single<T>(value: T): AsyncGenerator<T> {
  yield value;
}

/** NDJSON of a table in parts; where a part ends depends on the rows alone. */
async function* tableParts(source: ArchiveSource, table: ArchiveTable): AsyncGenerator<string> {
  let part = '';
  let after = 0;
  for (;;) {
    const page = await source.rows(table, { after, limit: PAGE_ROWS });
    for (const row of page.rows) {
      part += `${canonicalJson(row)}\n`;
      if (part.length < PART_CHARACTERS) continue;
      yield part;
      part = '';
    }
    if (page.next === null) break;
    after = page.next;
  }
  if (part !== '') yield part;
}

/** The files of an archive, in order. Holds one part or picture in memory, and a line for each file. */
export async function* archiveExport(
  source: ArchiveSource,
  tools: ByteTools,
): AsyncGenerator<ExportFile> {
  const sums: Checksum[] = [];
  const file = async (path: string, bytes: Uint8Array): Promise<ExportFile> => {
    sums.push({ path, sizeBytes: bytes.byteLength, sha256: await tools.sha256(bytes) });
    return { path, chunks: single(bytes) };
  };
  const manifest = {
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    project: { name: source.projectName },
    tables: ARCHIVE_TABLES,
  };
  yield await file(MANIFEST, tools.encode(`${JSON.stringify(manifest, null, 2)}\n`));
  for (const table of ARCHIVE_TABLES) {
    let number = 0;
    for await (const part of tableParts(source, table)) {
      number += 1;
      yield await file(`${table}/${String(number).padStart(6, '0')}.ndjson`, tools.encode(part));
    }
  }
  for (const { imageSha256 } of (await source.images()).toSorted((a, b) =>
    a.imageSha256 < b.imageSha256 ? -1 : 1,
  )) {
    yield await file(imagePath(imageSha256), await source.image(imageSha256));
  }
  yield { path: CHECKSUMS, chunks: single(sums.map((sum) => `${canonicalJson(sum)}\n`).join('')) };
}

export interface ArchiveEntry {
  path: string;
  sizeBytes: number;
  read(): Promise<Uint8Array>;
}

type ArchivePart =
  | { kind: 'rows'; table: ArchiveTable; rows: unknown[] }
  | { kind: 'image'; imageSha256: string; jpeg: Uint8Array };

export interface OpenArchive {
  projectName: string;
  /** Files that `read` goes through, for progress. */
  files: number;
  /** Tables in the order of `ARCHIVE_TABLES`, then pictures; each checked. @throws `import/bad-archive` */
  read(): AsyncGenerator<ArchivePart>;
}

const damaged = (file: string, message: string, cause?: unknown): StudioError =>
  new StudioError('import/bad-archive', `${file}: ${message}`, { details: { file }, cause });

function parseLines<T>(file: string, text: string, schema: z.ZodType<T>): T[] {
  return text.split('\n').flatMap((line, i) => {
    if (line === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (cause) {
      throw damaged(file, `line ${i + 1} is not a row of this table.`, cause);
    }
  });
}

async function readText(entry: ArchiveEntry, tools: ByteTools): Promise<string> {
  try {
    return tools.decode(await entry.read());
  } catch (cause) {
    throw damaged(entry.path, 'cannot be read.', cause);
  }
}

async function readManifest(
  entries: ReadonlyMap<string, ArchiveEntry>,
  tools: ByteTools,
): Promise<string> {
  const entry = entries.get(MANIFEST);
  if (!entry) throw damaged(MANIFEST, 'is missing.');
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readText(entry, tools));
  } catch (cause) {
    throw damaged(MANIFEST, 'is not readable.', cause);
  }
  const version = Number(Object(manifest).version);
  if (Object(manifest).format === ARCHIVE_FORMAT && version > ARCHIVE_VERSION) {
    throw new StudioError(
      'import/newer-version',
      `This archive has version ${version}; ${ARCHIVE_VERSION} is known here.`,
      {
        details: { version, known: ARCHIVE_VERSION },
      },
    );
  }
  const parsed = MANIFEST_SCHEMA.safeParse(manifest);
  if (!parsed.success) throw damaged(MANIFEST, 'does not describe an archive.', parsed.error);
  return parsed.data.project.name;
}

const tableOf = (path: string): ArchiveTable | undefined =>
  ARCHIVE_TABLES.find((table) => path.startsWith(`${table}/`) && path.endsWith('.ndjson'));

/** What a file of the archive is; pictures share a folder with the table `frames` and end differently. */
async function readPart(
  entry: ArchiveEntry,
  sum: Checksum,
  tools: ByteTools,
): Promise<ArchivePart> {
  const { path } = entry;
  const bytes = await entry
    .read()
    .catch((cause: unknown) => Promise.reject(damaged(path, 'cannot be read.', cause)));
  if ((await tools.sha256(bytes)) !== sum.sha256) throw damaged(path, 'differs from its checksum.');
  const image = /^frames\/([0-9a-f]{64})\.jpg$/.exec(path)?.[1];
  if (image !== undefined) {
    if (image !== sum.sha256) throw damaged(path, 'is not the picture that its name says.');
    return { kind: 'image', imageSha256: image, jpeg: bytes };
  }
  const table = tableOf(path);
  if (!table) throw damaged(path, 'has no place in an archive of this version.');
  const schema: z.ZodType<unknown> = ROW_SCHEMAS[table];
  return {
    kind: 'rows',
    table,
    rows: parseLines(path, await readText({ ...entry, read: async () => bytes }, tools), schema),
  };
}

/**
 * Checks manifest and file list before anything is restored.
 * @throws `import/bad-archive` naming the file, `import/newer-version`
 */
export async function openArchive(
  entries: readonly ArchiveEntry[],
  tools: ByteTools,
): Promise<OpenArchive> {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const projectName = await readManifest(byPath, tools);
  const list = byPath.get(CHECKSUMS);
  if (!list) throw damaged(CHECKSUMS, 'is missing: the archive was not written to its end.');
  const files = parseLines(CHECKSUMS, await readText(list, tools), CHECKSUM)
    .filter(({ path }) => path !== MANIFEST)
    .map((sum) => {
      const entry = byPath.get(sum.path);
      if (!entry) throw damaged(sum.path, 'is missing.');
      if (entry.sizeBytes !== sum.sizeBytes)
        throw damaged(sum.path, 'has another size than it was written with.');
      return { entry, sum };
    });
  async function* read(): AsyncGenerator<ArchivePart> {
    for (const { entry, sum } of files) yield await readPart(entry, sum, tools);
  }
  return { projectName, files: files.length, read };
}
