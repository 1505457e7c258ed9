import type { ChatPart } from '../core/chat.ts';
import { placeBias, repeatedQuestions } from '../core/checks/set-checks.ts';
import type { CitableFrame } from '../core/cited-evidence.ts';
import { citedFrames } from '../core/edit-evidence.ts';
import { StudioError } from '../core/errors.ts';
import type { Check } from '../core/flow.ts';
import type { ListedDraft, RunRequest } from '../core/requests.ts';
import { seededShuffle } from '../core/seeded.ts';
import { cosine } from '../core/vector.ts';
import { type Answered, type Ask, type Asker, askAbout, json } from './ask-about.ts';
import { FreeAnswer, Letter, PROBE } from './prompts/shortcut-probes.ts';
import type { Recipe, RecipeInput, RecipeOutput } from './recipe.ts';
import { ProbeParams } from './shortcut-probes-params.ts';

type Input = RecipeInput<ProbeParams>;
type Probe = 'blind' | 'single' | 'shuffled' | 'options';

const PROBES: readonly Probe[] = ['blind', 'single', 'shuffled', 'options'];
const LETTERS = 'ABCDEFGH';

/** What each probe lets the model see, as the prompt says it. */
const SHOWN: Record<Probe, string> = {
  blind: 'You cannot see the video.',
  single: 'You see one frame of it and nothing else.',
  shuffled: 'You see some of its frames, but not in their order.',
  options: 'You cannot see the video, and you are not told the question.',
};

/**
 * Can the questions about this video be answered without watching it? Nothing is drafted: every result becomes a check of the
 * draft that it is about, with the model that gave it. Rejected drafts are left out; people's words are what is probed. What is
 * computed here (F1, A6) is found out for all of them, also where a model is asked only about some.
 */
async function* run(input: Input, send: RunRequest): AsyncGenerator<RecipeOutput, void, void> {
  const { params, video, prompts } = input;
  const all = await send({ kind: 'drafts', step: 'set', videoId: null, draftKind: 'qa-choice' });
  const open = await send({ kind: 'drafts', step: 'set', videoId: video.id, draftKind: 'qa-open' });
  const choices = all.filter(({ videoId }) => videoId === video.id);
  yield* setChecks([...open, ...choices], all);
  const asker = { ...params, send, prompts, builtIn: shortcutProbes.prompts };
  const wanted = new Set(params.draftIds);
  const isWanted = ({ draftId }: ListedDraft) => wanted.size === 0 || wanted.has(draftId);
  for (const probe of PROBES.filter((name) => params[name])) {
    yield* probeChoices(asker, choices.filter(isWanted), { probe, params });
    if (probe !== 'options') yield* probeOpen(asker, open.filter(isWanted), { probe, params });
  }
}

/** F1 and A6: what only shows over several drafts. */
function* setChecks(
  here: readonly ListedDraft[],
  choices: readonly ListedDraft[],
): Generator<RecipeOutput> {
  for (const kind of ['qa-open', 'qa-choice'] as const) {
    const drafts = here.filter(({ body }) => body.kind === kind);
    const repeated = repeatedQuestions(
      drafts.map(({ body }) => ({
        question: body.question ?? '',
        stretch: stretchOf(citedFrames(body)),
      })),
    );
    for (const [i, { draftId }] of drafts.entries()) {
      const other = drafts[repeated[i] ?? -1]?.body.question;
      if (!other) continue;
      const check: Check = { code: 'F1', verdict: 'warn', detail: other };
      yield { type: 'checks', draftId, step: 'set', checks: [check] };
    }
  }
  const places = [0, 1, 2, 3].map(
    (place) => choices.filter(({ body }) => body.correctOption === place).length,
  );
  const { overused, chiSquare } = placeBias(places);
  for (const { draftId, body } of here) {
    if (body.kind !== 'qa-choice' || body.correctOption === null) continue;
    const isOver = overused.includes(body.correctOption);
    const detail = `${places.map((n, i) => `${LETTERS[i]} ${n}`).join(', ')}; χ² ${chiSquare.toFixed(1)}`;
    const check: Check = { code: 'A6', verdict: isOver ? 'warn' : 'pass', detail };
    yield { type: 'checks', draftId, step: 'set', checks: [check] };
  }
}

const stretchOf = (frames: readonly CitableFrame[]) => {
  const [first, last] = [frames[0], frames.at(-1)];
  return first && last ? { startSec: first.ptsSec, endSec: last.ptsSec } : null;
};

interface Rules {
  probe: Probe;
  params: ProbeParams;
}

async function* probeChoices(
  asker: Asker,
  drafts: readonly ListedDraft[],
  { probe, params }: Rules,
): AsyncGenerator<RecipeOutput, void, void> {
  const answers = yield* askAbout(asker, applicable(drafts, probe), {
    ...probeAsk(probe, params),
    reply: json('letter', Letter),
  });
  for (const answer of answers) {
    const right = LETTERS[answer.item.body.correctOption ?? -1];
    yield finding(answer, probe, {
      isRight: answer.value.letter === right,
      said: answer.value.letter,
    });
  }
}

/** An open answer counts as right when it is about as similar to the reference as the paper's objective metric asks. */
async function* probeOpen(
  asker: Asker,
  drafts: readonly ListedDraft[],
  { probe, params }: Rules,
): AsyncGenerator<RecipeOutput, void, void> {
  const answers = yield* askAbout(asker, applicable(drafts, probe), {
    ...probeAsk(probe, params),
    reply: json('answer', FreeAnswer),
  });
  if (answers.length === 0) return;
  const texts = answers.flatMap(({ item, value }) => [item.body.answer ?? '', value.answer]);
  const label = `${answers.length} answers`;
  const { vectors } = await asker.send({ kind: 'embedTexts', step: 'compare', label, texts });
  for (const [i, answer] of answers.entries()) {
    const [reference, given] = [vectors[2 * i], vectors[2 * i + 1]];
    const similarity = reference && given ? cosine(reference, given) : 0;
    const said = `${answer.value.answer.slice(0, 80)} (${similarity.toFixed(2)})`;
    yield finding(answer, probe, { isRight: similarity >= params.tau, said });
  }
}

/** Drafts for which the probe means something: several frames where it takes frames away or their order. */
const applicable = (drafts: readonly ListedDraft[], probe: Probe): ListedDraft[] =>
  drafts.filter(
    ({ body }) => probe === 'blind' || probe === 'options' || citedFrames(body).length > 1,
  );

function probeAsk(probe: Probe, params: ProbeParams): Omit<Ask<ListedDraft, unknown>, 'reply'> {
  return {
    step: probe,
    role: 'judge',
    prompt: PROBE,
    values: ({ body }) => ({
      task: body.options
        ? 'Choose one option of a multiple-choice question about a video.'
        : 'Answer a question about a video.',
      shown: SHOWN[probe],
    }),
    material: ({ draftId, body }) => [
      { type: 'text', text: questionText(body, probe) },
      ...picturesOf(
        inWrongOrder(citedFrames(body), `${params.seed} ${draftId}`),
        probe,
        citedFrames(body),
      ),
    ],
    maxOutputTokens: 150,
  };
}

const questionText = ({ question, options }: ListedDraft['body'], probe: Probe): string =>
  [
    ...(probe === 'options' ? [] : [question ?? '']),
    ...(options ?? []).map((option, i) => `(${LETTERS[i]}) ${option}`),
  ].join('\n');

/** Chance alone gives back the right order of two frames every other time. */
function inWrongOrder(frames: readonly CitableFrame[], seed: string): CitableFrame[] {
  const shuffled = seededShuffle(frames, seed);
  return shuffled.some((frame, place) => frame !== frames[place]) ? shuffled : shuffled.reverse();
}

/** Pictures without their times, which would tell the order. */
function picturesOf(
  shuffled: readonly CitableFrame[],
  probe: Probe,
  inOrder: readonly CitableFrame[],
): ChatPart[] {
  const middle = inOrder.slice(Math.floor(inOrder.length / 2)).slice(0, 1);
  const shown = probe === 'shuffled' ? shuffled : probe === 'single' ? middle : [];
  return shown.map(({ imageSha256 }) => ({ type: 'image', imageSha256 }));
}

/** Answered without pictures or from the options: a fault. From one frame, or in any order: to be looked at. */
function finding(
  { item, reply }: Answered<ListedDraft, unknown>,
  probe: Probe,
  { isRight, said }: { isRight: boolean; said: string },
): RecipeOutput {
  const bad = probe === 'blind' || probe === 'options' ? 'fail' : 'warn';
  const detail = `${reply.model}: ${said}`;
  const check: Check = { code: `probe-${probe}`, verdict: isRight ? bad : 'pass', detail };
  const by = { model: reply.model, replyKey: reply.replyKey };
  return { type: 'checks', draftId: item.draftId, step: probe, checks: [check], by };
}

export const shortcutProbes: Recipe<ProbeParams> = {
  id: 'shortcut-probes',
  version: 1,
  needs: 'video',
  steps: [
    { id: 'set', role: null },
    ...PROBES.map((id) => ({ id, role: 'judge' as const })),
    { id: 'compare', role: 'embedder' },
  ],
  params: ProbeParams,
  prompts: [PROBE],
  variables: { [PROBE.id]: { known: ['task', 'shown', 'language'], required: ['task', 'shown'] } },
  // Every request is known at once: which drafts there are is in the store.
  forecast: () => null,
  run,
  redraft() {
    throw new StudioError('input/invalid', 'Probes make no drafts that could be made again.');
  },
};
