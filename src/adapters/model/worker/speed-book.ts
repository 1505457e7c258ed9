import type { SpeedBook } from '../protocol.ts';
import { readText, rootFolder, writeText } from './model-store.ts';

const NAME = 'speeds.json';

/** What was measured here before; empty when there is nothing, or nothing that can be read. */
export async function readSpeeds(): Promise<SpeedBook> {
  try {
    const book = JSON.parse((await readText(await rootFolder('installed'), NAME)) ?? '');
    return { measured: book.measured ?? {}, chosen: book.chosen ?? {} };
  } catch {
    return { measured: {}, chosen: {} };
  }
}

export async function writeSpeeds(book: SpeedBook): Promise<null> {
  await writeText(await rootFolder('installed'), NAME, JSON.stringify(book));
  return null;
}
