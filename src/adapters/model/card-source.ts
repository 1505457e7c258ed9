import { StudioError, toStudioError } from '../../core/errors.ts';
import { type ModelCardFile, parseModelCard } from '../../core/model-card.ts';

/** Cards are a few kilobytes; what is much longer is something else. */
const MOST_CARD_BYTES = 2 ** 20;

export function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/**
 * The card at an address. Files that name no address of their own lie beside it.
 *
 * @throws `model/download-failed`, `model/not-a-model` (no JSON), `model/bad-card`
 */
export async function fetchCard(address: string): Promise<ModelCardFile> {
  const value = readJson(await fetchText(address), address);
  const card = parseModelCard(value);
  const files = card.files.map((file) => ({
    ...file,
    url: new URL(file.url ?? file.path, address).href,
  }));
  return { ...card, files };
}

function readJson(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw noCard(address, cause);
  }
}

function noCard(address: string, cause: unknown): StudioError {
  return new StudioError(
    'model/not-a-model',
    'What came from the address of the card is no card.',
    {
      details: { host: new URL(address).host },
      cause,
    },
  );
}

async function fetchText(address: string): Promise<string> {
  try {
    const response = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    if (Number(response.headers.get('Content-Length') ?? 0) > MOST_CARD_BYTES) {
      throw noCard(address, null);
    }
    return await response.text();
  } catch (thrown) {
    throw toStudioError(thrown, 'model/download-failed');
  }
}
