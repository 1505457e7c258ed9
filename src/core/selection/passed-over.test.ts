import { describe, expect, it } from 'vitest';
import { buildFrame } from '../../testing/builders.ts';
import { passedOver } from './passed-over.ts';
import { SELECTION_METHODS } from './select.ts';

const kept = [0, 1].map((n) => ({ frame: buildFrame(n), score: 1, reasons: [] }));
const of = (
  method: string,
  params: Record<string, number>,
  question: string | null = null,
  isBlank = false,
) => passedOver({ method, params, core: kept, question }, isBlank);

describe('why a frame was not kept', () => {
  it('has an answer for every method', () => {
    for (const { id } of SELECTION_METHODS) expect(of(id, {}), id).not.toBeNull();
    expect(of('outside:theirs', {})).toBeNull();
  });

  it('names blankness only where the method looks at it', () => {
    expect(of('ristretto', {}, null, true)).toEqual({ code: 'blank' });
    expect(of('k-centre', { budget: 2 }, null, true)).toEqual({ code: 'blank' });
    expect(of('uniform', { budget: 2 }, null, true)).toEqual({ code: 'between' });
    expect(of('random', { budget: 2 }, null, true)).toEqual({ code: 'not-drawn' });
  });

  it('tells the ways of the default apart: no budget, a budget that is spent, one that is not, a question', () => {
    expect(of('ristretto', { maxCosine: 0.7, budget: 0 })).toEqual({
      code: 'not-new',
      cosine: 0.7,
    });
    expect(of('ristretto', { maxCosine: 0.7, budget: 2 })).toEqual({ code: 'budget', frames: 2 });
    expect(of('ristretto', { maxCosine: 0.7, budget: 8 })).toEqual({ code: 'adds-nothing' });
    expect(of('ristretto', { maxCosine: 0.7, budget: 0 }, 'who?')).toEqual({
      code: 'weighed',
      frames: 2,
    });
  });

  it('gives the numbers of the rule', () => {
    expect(of('clip-novelty', { maxCosine: 0.93, everySec: 2 })).toEqual({
      code: 'not-new-on-grid',
      cosine: 0.93,
      everySec: 2,
    });
  });
});
