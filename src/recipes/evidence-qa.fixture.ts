import type { ChatReply } from '../core/chat.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';

/** Five frames of an invented clip that starts at 0.5 s. */
export const FRAMES: CitableFrame[] = [0.5, 3.04, 7.2, 11.96, 18.48].map((ptsSec, i) => ({
  ptsSec,
  imageSha256: String(i + 1).repeat(64),
}));

export const VIDEO = {
  id: 'video:egg' as const,
  startSec: 0.5,
  endSec: 20,
  widthPx: 640,
  heightPx: 360,
};

/** What a model replied: one sound draft, and one with every citation mistake that is put right or marked. */
export const RECORDED = {
  drafts: [
    {
      question: 'Why does the cook tilt the pan after pouring in the egg?',
      answer: 'So that the liquid egg runs to the bare side and sets in one thin layer.',
      task: 'Cooking Steps',
      steps: [
        {
          text: ' Egg covers only the left half of the pan. ',
          frames: ['f1'],
          boxes: [{ label: 'egg', frame: 'f1', x1: 0.1, y1: 0.2, x2: 0.5, y2: 0.8 }],
          spans: [],
        },
        {
          text: 'The pan is held at an angle over the flame.',
          frames: ['f2', 'f3'],
          boxes: [],
          spans: [{ startSec: 3.04, endSec: 7.2 }],
        },
      ],
    },
    {
      question: 'What changes <b>between</b> the two pans?',
      answer: 'The first pan is empty by the time the second is full.',
      task: 'Event Process',
      steps: [
        {
          text: 'The first pan is full.',
          frames: ['f9'],
          boxes: [{ label: 'pan', frame: 'f2', x1: 0.9, y1: 0.9, x2: 0.1, y2: 0.2 }],
          spans: [{ startSec: 15, endSec: 99 }],
        },
        {
          text: 'It has been emptied.',
          frames: [],
          boxes: [{ label: 'pan', frame: 'f3', x1: 12, y1: 40, x2: 300, y2: 410 }],
          spans: [],
        },
      ],
    },
  ],
};

export function replyWith(json: unknown, replyKey: string): ChatReply & { replyKey: string } {
  return {
    raw: JSON.stringify(json),
    json,
    jsonFrom: 'direct',
    mode: 'json_schema',
    model: 'gpt-4o-2024-08-06',
    endpoint: 'https://api.openai.com/v1',
    finishReason: 'stop',
    tokensIn: 1000,
    tokensOut: 301,
    tokensEstimated: false,
    usd: 0.004,
    latencyMs: 2100,
    attempts: 1,
    replyKey,
  };
}
