import type { StepProgress } from '../../core/job.ts';
import type { RecipeRequest } from '../../core/requests.ts';

/** What something cost; `usd` is `null` when the price is not known. */
export interface Spent {
  tokensIn: number;
  tokensOut: number;
  usd: number | null;
}

/** The step that a request belongs to where its recipe has only one. */
const ONLY_STEP = 'ask';

/** Looks at what drafts are there and what became of them: takes no time, and beside the request that made them would count them twice. */
const isLookUp = ({ kind }: RecipeRequest): boolean => kind === 'reviewed' || kind === 'drafts';

/** What one run of a recipe asked for, what was answered and what it cost: in all, and step by step. */
export class RunLedger {
  readonly #steps = new Map<string, StepProgress>();
  readonly #onChange: (step: StepProgress) => void;

  /** @param stepIds the steps that are shown from the beginning, in order */
  constructor(stepIds: readonly string[] = [], onChange: (step: StepProgress) => void = () => {}) {
    this.#onChange = onChange;
    for (const step of stepIds) this.#stepOf(step);
  }

  asked(request: RecipeRequest): void {
    if (isLookUp(request)) return;
    const step = this.#stepOf(request.step);
    step.total += 1;
    this.#onChange(step);
  }

  answered(request: RecipeRequest, from: 'memo' | 'work'): void {
    if (isLookUp(request)) return;
    const step = this.#stepOf(request.step);
    step.done += 1;
    if (from === 'memo') step.fromMemo += 1;
    this.#onChange(step);
  }

  spent(request: RecipeRequest, { tokensIn, tokensOut, usd }: Spent): void {
    const step = this.#stepOf(request.step);
    step.tokensIn += tokensIn;
    step.tokensOut += tokensOut;
    step.usd = usd === null || step.usd === null ? null : step.usd + usd;
    this.#onChange(step);
  }

  /** As they stand now, in the order in which they began. */
  steps(): StepProgress[] {
    return [...this.#steps.values()].map((step) => ({ ...step }));
  }

  /** Sums over the steps. */
  totals(): Spent & { requests: number; done: number; fromMemo: number } {
    const all = [...this.#steps.values()];
    const sum = (of: (step: StepProgress) => number) => all.reduce((s, step) => s + of(step), 0);
    return {
      requests: sum((step) => step.total),
      done: sum((step) => step.done),
      fromMemo: sum((step) => step.fromMemo),
      tokensIn: sum((step) => step.tokensIn),
      tokensOut: sum((step) => step.tokensOut),
      usd: all.some((step) => step.usd === null) ? null : sum((step) => step.usd ?? 0),
    };
  }

  #stepOf(id = ONLY_STEP): StepProgress {
    const known = this.#steps.get(id);
    if (known) return known;
    const step = { step: id, done: 0, total: 0, fromMemo: 0, tokensIn: 0, tokensOut: 0, usd: 0 };
    this.#steps.set(id, step);
    return step;
  }
}
