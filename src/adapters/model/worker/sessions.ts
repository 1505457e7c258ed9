import { baseName } from '../../../core/base-name.ts';
import { StudioError, toStudioError } from '../../../core/errors.ts';
import type { ModelCardFile, ModelFile } from '../../../core/model-card.ts';
import { roleOf } from '../../../core/model-files.ts';
import type { ModelSource, ProviderName } from '../protocol.ts';
import { checkHash, readStored, storeFailure } from './model-store.ts';
import { createSession, exclusively, type OpenSession } from './ort.ts';

/** Towers that are kept loaded; the one used longest ago goes first. */
const MOST_LOADED = 3;

interface Kept {
  tower: Promise<unknown>;
  release: () => Promise<void>;
}
const loaded = new Map<string, Kept>();

/** Opens a graph of the model; the caller hands the session over to `keep`. */
export type Opener = (file: ModelFile) => Promise<OpenSession>;

/**
 * A tower that is loaded once for as long as this worker lives and it is not crowded out. A load that failed is not remembered.
 *
 * @param kind tells towers of one model apart
 */
export async function keepLoaded<T>(
  { source, provider, kind }: { source: ModelSource; provider: ProviderName; kind: string },
  build: (open: Opener) => Promise<T>,
): Promise<T> {
  const key = JSON.stringify([kind, provider, source.card]);
  const known = loaded.get(key);
  if (known) {
    loaded.delete(key);
    loaded.set(key, known);
    return known.tower as Promise<T>;
  }
  const opened: OpenSession[] = [];
  const tower = build(async (file) => {
    const session = await openGraph(source, file, provider);
    opened.push(session);
    return session;
  });
  const release = async () => {
    await tower.catch(() => undefined);
    await exclusively('wasm', async () => {
      for (const { session } of opened) await session.release();
    });
  };
  loaded.set(key, { tower, release });
  tower.catch(() => {
    loaded.delete(key);
    void release();
  });
  await makeRoom();
  return tower;
}

async function makeRoom(): Promise<void> {
  for (const [key, { release }] of loaded) {
    if (loaded.size <= MOST_LOADED) return;
    loaded.delete(key);
    await release();
  }
}

async function openGraph(
  source: ModelSource,
  file: ModelFile,
  provider: ProviderName,
): Promise<OpenSession> {
  const { card } = source;
  const graph = await readFile(source, file);
  const externalData: { path: string; data: Uint8Array }[] = [];
  for (const one of card.files) {
    if (roleOf(card, one) !== 'data') continue;
    externalData.push({ path: baseName(one.path), data: await readFile(source, one) });
  }
  return exclusively(provider, () => createSession(graph, { provider, externalData })).catch(
    (thrown: unknown) => {
      if (thrown instanceof StudioError) throw thrown;
      const { message } = toStudioError(thrown);
      throw new StudioError('model/load-failed', `"${card.id}" could not be loaded: ${message}`, {
        // The runtime names the operator that it lacks, or what is broken, behind its own preamble.
        details: {
          modelId: card.id,
          path: file.path,
          problem: message.replace(/^.*ERROR_MESSAGE: /s, ''),
        },
        cause: thrown,
      });
    },
  );
}

/** The bytes of a file of the model, checked. @throws `model/not-found`, `model/download-failed`, `model/hash-mismatch` */
export async function readFile({ card, from }: ModelSource, file: ModelFile): Promise<Uint8Array> {
  const at = card.files.indexOf(file);
  if (from.kind === 'stored') {
    const bytes = await readStored(from.place, card.id, at);
    await checkHash(bytes, file, card.id);
    return bytes;
  }
  const bytes = await fetchBytes(from.urls[at] ?? '', card);
  await checkHash(bytes, file, card.id);
  return bytes;
}

async function fetchBytes(url: string, card: ModelCardFile): Promise<Uint8Array> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw storeFailure('model/download-failed', card.id, cause);
  }
}
