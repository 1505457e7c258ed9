import { createHash } from 'node:crypto';
import { asksForProse, captionFor } from './caption-answer.ts';
import { type ChatBody, textOf } from './chat-body.ts';
import { llavaVideoAnswer } from './llava-video-answer.ts';
import { videoEspressoAnswer } from './video-espresso-answer.ts';

interface Told {
  question: string;
  answer: string;
  task: string;
  steps: [string, string, string];
  thing: string;
}

const ENGLISH: readonly Told[] = [
  {
    question: 'Why does the object in the middle end up in another place?',
    answer: 'It is pushed aside by what enters from the left, which then fills the gap.',
    task: 'Causal Inference',
    steps: [
      'The middle of the picture is taken up by one object.',
      'Something new comes in beside it.',
      'The first object now stands further to the right.',
    ],
    thing: 'object',
  },
  {
    question: 'How does the scene get from its first state to its last?',
    answer: 'The surface is cleared first, and only then is the new arrangement built up on it.',
    task: 'Event Process',
    steps: [
      'Several things lie on the surface.',
      'The surface is bare.',
      'A different arrangement covers it.',
    ],
    thing: 'surface',
  },
  {
    question: 'What makes the second moment necessary for the third?',
    answer: 'Without the opening that it creates, nothing could pass through afterwards.',
    task: 'Narrative Structuring',
    steps: [
      'The way is closed.',
      'An opening has appeared.',
      'Something has passed to the other side.',
    ],
    thing: 'opening',
  },
];

const CHINESE: readonly Told[] = [
  {
    question: '画面中央的物体为什么换了位置？',
    answer: '从左侧进来的东西把它推到一旁，占据了原来的空处。',
    task: 'Causal Inference',
    steps: ['中央只有一个物体。', '旁边出现了新的东西。', '原先那个物体已经靠右。'],
    thing: '物体',
  },
  {
    question: '场景怎样从最初变成最后的样子？',
    answer: '先清空台面，然后才摆上新的布置。',
    task: 'Event Process',
    steps: ['台面上放着好几样东西。', '台面空了。', '新的布置铺满台面。'],
    thing: '台面',
  },
];

/** Two decimals, so that replies are short and equal everywhere. */
const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * A reply to an evidence-QA request: as many drafts as it asks for, citing the frames that it shows by label, with boxes that
 * depend on the pictures. The same request gets the same reply.
 */
function draftsFor(body: ChatBody, text: string): unknown {
  const frames = [...text.matchAll(/^(f\d+) at \S+ \(([\d.]+) s\)$/gm)].map(([, label, sec]) => ({
    label: label ?? '',
    sec: Number(sec),
  }));
  const count = Number(/Write (\d+) different/.exec(text)?.[1] ?? 1);
  const stories = text.includes('Simplified Chinese') ? CHINESE : ENGLISH;
  const focus = /Use only the task ([A-Z][A-Za-z ]+)\./.exec(text)?.[1];
  const seed = createHash('sha256').update(JSON.stringify(body.messages)).digest();
  const drafts = Array.from({ length: count }, (_, n) => {
    const told = stories[n % stories.length] ?? stories[0];
    const at = (k: number) =>
      frames[Math.min(frames.length - 1, Math.floor((k * (frames.length - 1)) / 2))] ?? {
        label: 'f1',
        sec: 0,
      };
    const x = (seed[n % 32] ?? 0) / 512;
    const y = (seed[(n + 7) % 32] ?? 0) / 512;
    return {
      question:
        n < stories.length ? told?.question : `${told?.question.replace(/[?？]$/, '')} (${n + 1})?`,
      answer: told?.answer,
      task: focus ?? told?.task,
      steps: told?.steps.map((step, k) => ({
        text: step,
        frames: [at(k).label],
        boxes:
          k === 1
            ? []
            : [
                {
                  label: told.thing,
                  frame: at(k).label,
                  x1: round(x),
                  y1: round(y),
                  x2: round(x + 0.3),
                  y2: round(y + 0.4),
                },
              ],
        spans: k === 1 && at(0).sec < at(2).sec ? [{ startSec: at(0).sec, endSec: at(2).sec }] : [],
      })),
    };
  });
  return { drafts };
}

/** The text of a good reply: what each recipe asks for, the colour for the connection test, a word for anything else. */
export function answerTo(body: ChatBody): string {
  const text = textOf(body);
  if (/Which colour fills this picture/.test(text)) return JSON.stringify({ colour: 'red' });
  const schema = body.response_format?.json_schema?.name;
  const answer = videoEspressoAnswer(schema, text) ?? llavaVideoAnswer(schema, text);
  if (answer) return JSON.stringify(answer);
  if (/reasoning over video|reason over video/.test(text))
    return JSON.stringify(draftsFor(body, text));
  if (asksForProse(text)) return captionFor(body);
  return 'Understood.';
}
