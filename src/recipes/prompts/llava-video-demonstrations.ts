import type { QuestionType } from '../../core/tasks.ts';
import { CHOICE_DEMONSTRATIONS, OPEN_DEMONSTRATIONS } from './llava-video-examples.ts';

/** The types as a prompt lists them: name and what it asks. */
export const typeList = (types: readonly { name: string; asks: string }[]): string =>
  types.map(({ name, asks }) => `  - ${name}: ${asks}`).join('\n');

/** Three descriptions, with one pair of each asked type for each, in the form of the reply. */
export const openExamples = (types: readonly QuestionType[]): string =>
  OPEN_DEMONSTRATIONS.map(({ description, asked }) => {
    const items = types.map((type) => {
      const [Question, Answer] = asked[type];
      return { Dimension: type, Question, Answer };
    });
    return `Description: ${description}\n${JSON.stringify({ items })}`;
  }).join('\n\n');

export const choiceExamples = (types: readonly QuestionType[]): string =>
  CHOICE_DEMONSTRATIONS.map(({ description, asked }) => {
    const items = types.map((type) => {
      const [Question, Answer, ...Wrong] = asked[type];
      return { Dimension: type, Question, Answer, Wrong };
    });
    return `Description: ${description}\n${JSON.stringify({ items })}`;
  }).join('\n\n');
