import type { Check, DraftBody } from '../flow.ts';
import { containment, contentWords, hasRepeatedRun, words } from './words.ts';

/** A check gives `null` where it does not apply. `detail` names places (`#2` = step 2) and words, never sentences. */
export type DraftCheck = (
  body: DraftBody,
  clip: { startSec: number; endSec: number },
) => Check | null;

/** A pass, or the verdict that the check has for what it found. */
const unless = (found: string | null, code: string, bad: 'warn' | 'fail'): Check =>
  found === null
    ? { code, verdict: 'pass' }
    : { code, verdict: bad, ...(found ? { detail: found } : {}) };

const list = (hits: readonly string[], separator = ' '): string | null =>
  hits.length > 0 ? hits.join(separator) : null;

/** Every text of a draft with the place where it stands. */
function texts(body: DraftBody): { where: string; text: string }[] {
  return [
    { where: 'Q', text: body.question ?? '' },
    { where: 'A', text: body.answer ?? '' },
    { where: 'caption', text: body.caption ?? '' },
    ...(body.options ?? []).map((text, i) => ({ where: 'ABCDEFGH'[i] ?? `option ${i + 1}`, text })),
    ...body.steps.map(({ text }, i) => ({ where: `#${i + 1}`, text })),
  ].filter(({ text }) => text !== '');
}

/** How much of the answer may stand in the question already. */
const GIVEN_AWAY = 0.8;

/** Q7: the question contains its answer. */
export const answerInQuestion: DraftCheck = ({ question, answer }) => {
  if (!question || !answer) return null;
  const inAnswer = contentWords(answer);
  if (inAnswer.size < 2) return null;
  const overlap = containment(inAnswer, contentWords(question));
  return unless(overlap < GIVEN_AWAY ? null : `${Math.round(overlap * 100)} %`, 'Q7', 'warn');
};

const REFUSAL =
  /^\s*(?:i['’]?m sorry|sorry\b|i (?:cannot|can['’]?t|am unable|do not have|don['’]?t have)|as an ai|unable to|not (?:specified|mentioned|visible|shown|clear|enough)|(?:it is|it['’]s) (?:not|un)\s?(?:clear|possible|known|specified)|unknown\b|n\/?a\b|none\b|cannot be determined|抱歉|对不起|无法|不能确定|未(?:提及|说明|知)|不清楚|作为(?:一个)?(?:AI|人工智能))/iu;

/** A2: the answer declines, or there is none. */
export const refusal: DraftCheck = ({ kind, answer }) => {
  if (kind === 'caption') return null;
  if (!answer?.trim()) return { code: 'A2', verdict: 'fail' };
  return unless(REFUSAL.exec(answer)?.[0].trim() ?? null, 'A2', 'fail');
};

/** How much longer (or shorter) than every other option the right one may be. */
const LENGTH_RATIO = 1.5;

/** A5: the right option is by far the longest or the shortest. */
export const lengthCue: DraftCheck = ({ options, correctOption }) => {
  const right = correctOption === null ? undefined : options?.[correctOption];
  if (!options || right === undefined || options.length < 2) return null;
  const others = options.filter((_, i) => i !== correctOption).map((option) => option.length);
  const isLong = right.length > LENGTH_RATIO * Math.max(...others);
  const isShort = right.length * LENGTH_RATIO < Math.min(...others);
  return unless(isLong || isShort ? `${right.length} : ${others.join(' ')}` : null, 'A5', 'warn');
};

const SOUND =
  /\b(?:hears?|heard|hearing|listens?|sounds?|noises?|loud(?:ly)?|voices?|music|song|sings?|singing|says?|said|saying|tells?|told|speaks?|speech|spoken|talks? about|audio|narrator|narration|soundtrack|whispers?|shouts?|announces?)\b|听到|听见|声音|音乐|歌声|说道|旁白|对白|喊道|配音|讲述/iu;

/** V7: claims about sound or speech, which frames cannot show. */
export const soundWords: DraftCheck = (body) => {
  const hits = texts(body).flatMap(({ where, text }) => {
    const word = SOUND.exec(text)?.[0];
    return word ? [`${where} ${word}`] : [];
  });
  return unless(list(hits, '; '), 'V7', 'warn');
};

/** R3: a step says no more than the answer does. */
export const repeatsAnswer: DraftCheck = ({ answer, steps }) => {
  const inAnswer = contentWords(answer ?? '');
  if (inAnswer.size < 4 || steps.length === 0) return null;
  const hits = steps.flatMap(({ text }, i) => {
    const inStep = contentWords(text);
    // The last step may well state the conclusion, as long as the others lead to it.
    const isConclusion = i === steps.length - 1 && steps.length > 1;
    return !isConclusion && containment(inAnswer, inStep) >= 0.9 ? [`#${i + 1}`] : [];
  });
  return unless(list(hits), 'R3', 'warn');
};

const UNFINISHED =
  /(?:[,;:(（，；：、\-–]|\.\.\.|…|\b(?:and|or|the|a|an|of|to|with|because))\s*$/iu;

/** F2: looping or cut-off text. */
export const brokenText: DraftCheck = (body) => {
  const hits = texts(body).flatMap(({ where, text }) =>
    hasRepeatedRun(text, 4, 3) || UNFINISHED.test(text) ? [where] : [],
  );
  const steps = body.steps.map(({ text }) => words(text).join(' '));
  if (new Set(steps).size < steps.length) hits.push('#=#');
  return unless(list(hits), 'F2', 'fail');
};

const MARKUP =
  /<\/?[a-z][^<>]*>|<!--|&(?:[a-z]{2,8}|#\d{1,6});|```|\*\*|^#{1,6}\s|\]\(|<\|?[a-z_]+\|?>|\\[nt"]|\bframe_?\d+\.jpg\b|[[(（]\s*f\d{1,3}\s*[\])）]/imu;

/** F3: tags, formatting marks or frame labels in what should be prose. The text itself is left as it is. */
export const markup: DraftCheck = (body) => {
  const hits = texts(body).flatMap(({ where, text }) => (MARKUP.test(text) ? [where] : []));
  return unless(list(hits), 'F3', 'warn');
};
