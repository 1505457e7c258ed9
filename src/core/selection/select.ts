import { StudioError } from '../errors.ts';
import type { SelectionReason } from '../flow.ts';
import { aks } from './aks.ts';
import { bolt } from './bolt.ts';
import { candidatesOf, demand } from './candidates.ts';
import { captionLifo } from './caption-lifo.ts';
import { captionLlm } from './caption-llm.ts';
import { clipNovelty } from './clip-novelty.ts';
import { everySecond } from './every-second.ts';
import { kCentre } from './k-centre.ts';
import { maxVolume } from './max-volume.ts';
import { mdp3 } from './mdp3.ts';
import { type ChoiceMetrics, measureChoice } from './measure-choice.ts';
import type { Candidates, Pick, SelectionMethod } from './method.ts';
import { random } from './random.ts';
import { reason } from './reasons.ts';
import { relevanceTopK } from './relevance-top-k.ts';
import { ristretto } from './ristretto.ts';
import type { SelectionInput } from './selection-input.ts';
import { uniform } from './uniform.ts';

/** Every method, the default first. */
export const SELECTION_METHODS: readonly SelectionMethod[] = [
  ristretto,
  uniform,
  random,
  everySecond,
  clipNovelty,
  captionLifo,
  captionLlm,
  kCentre,
  maxVolume,
  relevanceTopK,
  aks,
  bolt,
  mdp3,
];

export interface SelectionOutcome {
  method: string;
  /** All parameters as used, `budget` included (0 = no limit). */
  params: Record<string, number>;
  /** Ascending. `index` is the place among the sampled frames. */
  core: { index: number; score: number; reasons: SelectionReason[] }[];
  /** For every sampled frame: index into `core` of its stand-in; `null` when `core` is empty. */
  representedBy: (number | null)[];
  /** Cosine to the stand-in; 1 for core frames. */
  similarity: (number | null)[];
  metrics: ChoiceMetrics;
}

/**
 * Chooses core frames. Pure and deterministic. Empty only when no frame was sampled or every one was dropped by a person.
 *
 * @throws `input/invalid` for an unknown method or parameter, a value out of its range, inputs of unequal length, a number that is none, or what a method needs and
 * was not given (a question, captions, frames that a model picked)
 */
export function select(method: string, input: SelectionInput): SelectionOutcome {
  const rule = SELECTION_METHODS.find(({ id }) => id === method);
  if (!rule)
    throw new StudioError('input/invalid', `There is no selection method "${method}".`, {
      details: { method },
    });
  const params = completeParams(rule, input);
  const candidates = candidatesOf(input, params.budget === 0 ? null : (params.budget ?? null));
  demand(rule, candidates);
  const core = withOverrules(candidates, rule.choose(candidates, params));
  const indices = core.map(({ index }) => index);
  return { method, params, core, ...measureChoice(input, indices) };
}

function completeParams(rule: SelectionMethod, input: SelectionInput): Record<string, number> {
  const given: Record<string, number> = { ...input.params };
  if (input.budget !== undefined) given.budget = input.budget;
  const complete: Record<string, number> = {};
  for (const spec of rule.params) {
    const value = given[spec.name] ?? spec.default;
    if (!(value >= spec.min && value <= spec.max)) {
      throw new StudioError(
        'input/invalid',
        `"${spec.name}" must be from ${spec.min} to ${spec.max}, not ${value}.`,
        {
          details: { method: rule.id, param: spec.name, value, min: spec.min, max: spec.max },
        },
      );
    }
    if (spec.name === 'budget' && !Number.isInteger(value)) {
      throw new StudioError('input/invalid', `"budget" must be a whole number, not ${value}.`, {
        details: { method: rule.id, param: spec.name, value },
      });
    }
    complete[spec.name] = value;
    delete given[spec.name];
  }
  const [unknown] = Object.keys(given);
  if (unknown !== undefined) {
    throw new StudioError('input/invalid', `"${rule.id}" has no parameter "${unknown}".`, {
      details: { method: rule.id, param: unknown },
    });
  }
  return complete;
}

/** Adds pinned frames that the method left out, marks all pinned ones, and makes sure that something is kept. */
function withOverrules(candidates: Candidates, picks: readonly Pick[]): Pick[] {
  const byIndex = new Map(picks.map((pick) => [pick.index, pick]));
  for (let i = 0; i < candidates.n; i += 1) {
    if (!candidates.pinned[i]) continue;
    const pick = byIndex.get(i);
    byIndex.set(i, { index: i, score: 2, reasons: [reason.pinned(), ...(pick?.reasons ?? [])] });
  }
  if (byIndex.size === 0) {
    const index = candidates.dropped.indexOf(0);
    if (index >= 0) byIndex.set(index, { index, score: 1, reasons: [reason.first()] });
  }
  return [...byIndex.values()].sort((a, b) => a.index - b.index);
}
