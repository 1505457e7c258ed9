import { COLOURS, pick, seedOf, THINGS } from './caption-answer.ts';

/** The types that a prompt lists before its examples: `  - Name: what it asks`. */
const typesIn = (text: string): string[] =>
  [...(text.split('Examples,')[0] ?? '').matchAll(/^ {2}- ([^:]+): /gm)].map(
    ([, name]) => name ?? '',
  );

const article = (colour: string, thing: string) => `It is the ${colour} ${thing}.`;

/** For one type in eight the description supports nothing: as empty lists, or as the word that the paper allows. */
function itemsFor(text: string, isChoice: boolean): unknown[] {
  return typesIn(text).flatMap((Dimension): unknown[] => {
    const [a = 0, b = 0, c = 0, d = 0] = seedOf(`${Dimension}\n${text}`);
    if (a % 16 === 0) return [];
    if (a % 16 === 1)
      return [{ Dimension, Question: 'None', Answer: 'None', ...(isChoice ? { Wrong: [] } : {}) }];
    const Question = `What stands where the ${pick(THINGS, b)} was (${Dimension.toLowerCase()}, ${c})?`;
    const Answer = article(pick(COLOURS, c), pick(THINGS, d));
    if (!isChoice) return [{ Dimension, Question, Answer }];
    const Wrong = [1, 2, 3].map((n) => article(pick(COLOURS, c + n), pick(THINGS, d + n)));
    return [{ Dimension, Question, Answer, Wrong }];
  });
}

/** `null` = not a request of LLaVA-Video's for questions. */
export function llavaVideoAnswer(schema: string | undefined, text: string): unknown {
  if (schema === 'open_questions') return { items: itemsFor(text, false) };
  if (schema === 'choice_questions') return { items: itemsFor(text, true) };
  if (schema === 'rewritten_question') {
    const [question, answer] = ['Which thing is moved last?', article('red', 'cup')];
    return { question, answer, wrong: ['blue', 'green', 'white'].map((c) => article(c, 'cup')) };
  }
  return null;
}
