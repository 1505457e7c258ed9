import { createHash } from 'node:crypto';
import type { ChatBody } from './chat-body.ts';

/** Captions of a world of few things. The same request gets the same reply. */

export const COLOURS = ['red', 'green', 'blue', 'white', 'black', 'yellow', 'brown', 'grey'];
export const THINGS = ['cup', 'pan', 'bowl', 'plate', 'spoon', 'towel', 'board', 'kettle'];
export const DEEDS = [
  'is lifted',
  'stands still',
  'is turned over',
  'falls',
  'is wiped',
  'is filled',
];

export const seedOf = (text: string): Buffer => createHash('sha256').update(text).digest();
export const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T;

/** A description that depends on what the model is shown. */
export function captionFor(body: ChatBody): string {
  const [a = 0, b = 0, c = 0] = seedOf(JSON.stringify(body.messages.at(-1)));
  return `A ${pick(COLOURS, a)} ${pick(THINGS, b)} ${pick(DEEDS, c)} on the table, number ${a * 256 + b}.`;
}

/** How requests for prose begin: one frame, LLaVA-Video's three levels, ShareGPT4Video's modes, and captions again. */
const ASKS_FOR_PROSE =
  /Describe the one frame of a video|You describe a video as it goes on|You keep the story of a video|A video of [\d.]+ s has ended|You caption a video|You write the caption of a video|You turn a short description|Write the (?:caption|record) again/;

export const asksForProse = (text: string): boolean => ASKS_FOR_PROSE.test(text);
