import type { Selection } from '../flow.ts';
import { BLANK_FROM } from './usable.ts';

/**
 * By which rule a method passes over the frames that it does not keep, beside what a person dropped; words are the screen's business.
 *
 * | code | numbers | meaning |
 * |---|---|---|
 * | `blank` | – | shows next to nothing, and such frames lose to all others |
 * | `not-new` | `cosine` | at least so alike to the frame kept before it |
 * | `not-new-on-grid` | `cosine`, `everySec` | the same, or not among the frames that are looked at |
 * | `adds-nothing` | – | there was room, but it would repeat what is kept |
 * | `budget` | `frames` | the frames of the budget show more |
 * | `caption` | `cosine` | its caption is at least so alike to that of the frame kept before it |
 * | `between` | – | lies between the evenly spread ones |
 * | `not-drawn`, `not-picked` | – | chance, or the model, took others |
 * | `less-relevant` | `frames` | the frames of the budget fit the question better |
 * | `weighed` | `frames` | the frames of the budget are worth more, question and variety together |
 */
export type PassedOver =
  | { code: 'blank' | 'adds-nothing' | 'between' | 'not-drawn' | 'not-picked' }
  | { code: 'not-new' | 'caption'; cosine: number }
  | { code: 'not-new-on-grid'; cosine: number; everySec: number }
  | { code: 'budget' | 'less-relevant' | 'weighed'; frames: number };

/** Methods that take a blank frame only where nothing else is left. */
const AVOIDS_BLANK = new Set([
  'ristretto',
  'k-centre',
  'max-volume',
  'relevance-top-k',
  'aks',
  'bolt',
  'mdp3',
]);

/** Blankness from which the method of a selection takes a frame for blank, 0–1. */
export const blankFromOf = ({ params }: Pick<Selection, 'params'>): number =>
  params.blankFrom ?? BLANK_FROM;

/** Why the method of a selection did not keep a frame; `null` for a method that the studio does not know. */
export function passedOver(
  selection: Pick<Selection, 'method' | 'params' | 'core' | 'question'>,
  isBlank: boolean,
): PassedOver | null {
  const { method, params } = selection;
  if (isBlank && AVOIDS_BLANK.has(method)) return { code: 'blank' };
  const frames = selection.core.length;
  switch (method) {
    case 'ristretto':
      return ofRistretto(selection);
    case 'clip-novelty':
      return {
        code: 'not-new-on-grid',
        cosine: params.maxCosine ?? 1,
        everySec: params.everySec ?? 0,
      };
    case 'caption-lifo':
      return { code: 'caption', cosine: params.maxCosine ?? 1 };
    case 'uniform':
    case 'every-second':
      return { code: 'between' };
    case 'random':
      return { code: 'not-drawn' };
    case 'caption-llm':
      return { code: 'not-picked' };
    case 'k-centre':
    case 'max-volume':
      return { code: 'budget', frames };
    case 'relevance-top-k':
      return { code: 'less-relevant', frames };
    case 'aks':
    case 'bolt':
    case 'mdp3':
      return { code: 'weighed', frames };
    default:
      return null;
  }
}

function ofRistretto({
  params,
  core,
  question,
}: Pick<Selection, 'params' | 'core' | 'question'>): PassedOver {
  const budget = params.budget ?? 0;
  if (budget === 0 && !question) return { code: 'not-new', cosine: params.maxCosine ?? 1 };
  if (core.length < budget) return { code: 'adds-nothing' };
  return { code: question ? 'weighed' : 'budget', frames: core.length };
}
