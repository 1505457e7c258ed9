import { COLOURS, DEEDS, pick, seedOf, THINGS } from './caption-answer.ts';

/** What the steps of VideoEspresso and the shortcut probes get from the stub, by the name of the schema that they ask for. The same request gets the same reply. */

/** The descriptions that a request holds, in order. */
const captionsIn = (text: string): string[] =>
  [...text.matchAll(/^f\d+ at \S+\n(.+)$/gm)].map(([, caption]) => caption ?? '');

const yes = { holds: true, reason: 'It agrees with the descriptions.' };

/** `null` = not a request of theirs. */
export function videoEspressoAnswer(schema: string | undefined, text: string): unknown {
  if (schema === 'pairs') {
    const count = Number(/Write (\d+) different/.exec(text)?.[1] ?? 1);
    const captions = captionsIn(text);
    const pairs = Array.from({ length: count }, (_, n) => ({
      question: `What has become of the ${THINGS[n % THINGS.length]} by the time of moment ${n + 2}?`,
      answer: `It was moved aside before ${captions.at(-1 - n) ?? 'the end'}`,
      task: n % 2 === 0 ? 'Event Process' : 'Causal Inference',
    }));
    return { pairs };
  }
  if (schema === 'filter') return { observed: yes, objective: yes, continuous: yes };
  if (schema === 'evidence') {
    const captions = captionsIn(text);
    // Each question of a group rests on frames of its own.
    const moment = Number(/moment (\d+)/.exec(text)?.[1] ?? 2);
    const core = [captions[moment - 2] ?? '', captions.at(-1) ?? ''];
    return {
      coreCaptions: core.map((caption) => ({ text: caption, keyItems: [caption.split(' ')[2]] })),
      steps: [
        { text: 'One thing is there at first.', captions: [1], items: [core[0]?.split(' ')[2]] },
        { text: 'Another has taken its place.', captions: [2], items: [core[1]?.split(' ')[2]] },
      ],
    };
  }
  if (schema === 'boxes') {
    const listed = [...text.matchAll(/^(f\d+): (.+)$/gm)];
    return {
      boxes: listed.map(([, frame, label]) => ({
        label,
        frame,
        x1: 0.2,
        y1: 0.3,
        x2: 0.6,
        y2: 0.7,
      })),
    };
  }
  if (schema === 'letter') return { letter: pick(['A', 'B', 'C', 'D'], seedOf(text)[0] ?? 0) };
  if (schema === 'answer')
    return { answer: `It was moved aside, ${pick(DEEDS, seedOf(text)[0] ?? 0)}.` };
  if (schema === 'frames') return { frames: ['f1', 'f2'] };
  if (schema === 'distractors') {
    const length = Number(/\((\d+) characters\)/.exec(text)?.[1] ?? 60);
    const options = Array.from({ length: 6 }, (_, n) =>
      `${pick(COLOURS, n)} ${pick(DEEDS, n)} ${pick(THINGS, n + 3)} instead of `
        .repeat(9)
        .slice(0, length),
    );
    return { options };
  }
  return null;
}
