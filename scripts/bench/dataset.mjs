import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { makeZip } from 'client-zip';

/** Drafts of one video in a large project; a small one has a video for each. */
const DRAFTS_PER_VIDEO = 100;
const PART_ROWS = 500;
const WORDS = 'amber basil cedar delta ember fjord grove haven inlet jetty kelp lilac'.split(' ');

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const ndjson = (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** The rows and pictures of an archive that the studio wrote. */
export async function readArchive(path) {
  const zip = new ZipReader(new BlobReader(new Blob([await readFile(path)])));
  const tables = {};
  const pictures = new Map();
  for (const entry of await zip.getEntries()) {
    const picture = /^frames\/([0-9a-f]{64})\.jpg$/.exec(entry.filename)?.[1];
    const table = /^([a-z]+)\/\d+\.ndjson$/.exec(entry.filename)?.[1];
    if (picture) {
      pictures.set(picture, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
    } else if (table) {
      const rows = (await entry.getData(new TextWriter()))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      tables[table] = [...(tables[table] ?? []), ...rows];
    } else if (entry.filename === 'manifest.json') {
      tables.manifest = JSON.parse(await entry.getData(new TextWriter()));
    }
  }
  return { tables, pictures };
}

/**
 * The same picture under another hash: a JPEG comment behind the start marker. It costs as much to store, read and decode as
 * the first, and no cache knows it.
 */
function stamped(jpeg, text) {
  const comment = Buffer.from(text);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}

/** Every hash of a tree exchanged for its copy's. */
const withHashes = (value, hashes) =>
  JSON.parse(
    JSON.stringify(value, (_key, member) =>
      typeof member === 'string' ? (hashes.get(member) ?? member) : member,
    ),
  );

/** One video of the source with its pictures, under new names. */
function copyVideo(source, number) {
  const { tables, pictures } = source;
  const [video] = tables.videos;
  const selection = tables.selections.find(({ videoId }) => videoId === video.id);
  const text = JSON.stringify([selection, tables.drafts]);
  const used = tables.frames.filter(
    ({ videoId, imageSha256 }) => videoId === video.id && text.includes(imageSha256),
  );
  const copies = used.map(({ imageSha256 }) => {
    const bytes = stamped(pictures.get(imageSha256), `copy ${number}`);
    return { from: imageSha256, to: sha256(bytes), bytes };
  });
  const hashes = new Map(copies.map(({ from, to }) => [from, to]));
  const fingerprint = sha256(`copy ${number} of ${video.fingerprint}`);
  hashes.set(video.id, `video:${fingerprint}`);
  hashes.set(video.fingerprint, fingerprint);
  const name = `clip_${String(number).padStart(5, '0')}.mp4`;
  return {
    hashes,
    pictures: copies.map(({ to, bytes }) => ({ sha256: to, bytes })),
    video: { ...withHashes(video, hashes), id: `video:${fingerprint}`, name },
    selection: withHashes(selection, hashes),
    frames: withHashes(used, hashes),
  };
}

/** A draft with words of its own, so that a search finds few of many. Neighbours belong to different videos. */
function copyDraft(source, videos, number) {
  const templates = source.tables.drafts;
  const { hashes } = videos[number % videos.length];
  const draft = withHashes(templates[number % templates.length], hashes);
  const words = [WORDS[number % WORDS.length], `take${Math.floor(number / 10)}`];
  return {
    ...draft,
    id: `draft:bench-${String(number).padStart(7, '0')}`,
    seq: number + 1,
    question: `${draft.question ?? ''} (${words.join(' ')})`,
  };
}

const numbered = (total, make) => Array.from({ length: total }, (_, i) => make(i));

/** The files of the archive, in the order that reading goes through. */
function* archiveFiles(source, { name, drafts }) {
  const videos = numbered(
    Math.max(Math.min(24, drafts), Math.ceil(drafts / DRAFTS_PER_VIDEO)),
    (i) => copyVideo(source, i),
  );
  const manifest = { ...source.tables.manifest, project: { name } };
  const [project] = source.tables.project;
  yield { name: 'manifest.json', input: JSON.stringify(manifest) };
  const tables = {
    project: [{ ...project, name }],
    videos: videos.map(({ video }) => video),
    frames: videos.flatMap(({ frames }) => frames),
    selections: videos.map(({ selection }) => selection),
    prompts: source.tables.prompts ?? [],
    drafts: numbered(drafts, (i) => copyDraft(source, videos, i)),
  };
  for (const [table, rows] of Object.entries(tables)) {
    for (let at = 0; at < rows.length; at += PART_ROWS) {
      const number = String(at / PART_ROWS + 1).padStart(6, '0');
      yield { name: `${table}/${number}.ndjson`, input: ndjson(rows.slice(at, at + PART_ROWS)) };
    }
  }
  for (const { pictures } of videos)
    for (const { sha256: hash, bytes } of pictures)
      yield { name: `frames/${hash}.jpg`, input: bytes };
}

function* withChecksums(files) {
  const sums = [];
  for (const { name, input } of files) {
    const bytes = Buffer.from(input);
    sums.push({ path: name, sizeBytes: bytes.length, sha256: sha256(bytes) });
    yield { name, input: bytes };
  }
  yield { name: 'checksums.ndjson', input: ndjson(sums) };
}

/** Writes an archive of `drafts` drafts made from those of `source`, each beside real pictures that no other video has. */
export async function writeArchive(path, source, options) {
  const zip = makeZip(withChecksums(archiveFiles(source, options)));
  await pipeline(Readable.fromWeb(zip), createWriteStream(path));
  return path;
}
