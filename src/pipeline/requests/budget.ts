import { StudioError } from '../../core/errors.ts';
import type { JobSpec } from '../../core/job.ts';

/**
 * The hard stop of a run. Before a call goes out, what it may cost at most is set aside; when that does not fit any more, no
 * call is made. So a run never costs more than its budget, as far as the prices and the server's token limits are true.
 */
export class Budget {
  readonly #budgetUsd: number;
  #spentUsd: number;
  #asideUsd = 0;
  #waiting: (() => void)[] = [];

  constructor(budgetUsd: number, spentUsd: number) {
    this.#budgetUsd = budgetUsd;
    this.#spentUsd = spentUsd;
  }

  /**
   * @param highUsd the most that the call may cost; `null` = its price is not known
   * @returns what to call once with the true cost; `null` = the call failed unpaid
   * @throws `llm/budget-reached`, `llm/price-unknown`
   */
  async setAside(highUsd: number | null): Promise<(trueUsd: number | null) => void> {
    if (highUsd === null)
      throw new StudioError(
        'llm/price-unknown',
        'This run has a budget, but the price of a model that it asks is not known.',
      );
    // Calls under way may turn out cheaper than what was set aside for them.
    while (this.#leftUsd() < highUsd && this.#asideUsd > 0) {
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
    if (this.#leftUsd() < highUsd) {
      throw new StudioError(
        'llm/budget-reached',
        'The next call could exceed the budget of this run.',
        {
          details: { budgetUsd: this.#budgetUsd, spentUsd: this.#spentUsd },
        },
      );
    }
    this.#asideUsd += highUsd;
    return (trueUsd) => this.#settle(highUsd, trueUsd ?? 0);
  }

  #leftUsd(): number {
    return this.#budgetUsd - this.#spentUsd - this.#asideUsd;
  }

  #settle(asideUsd: number, trueUsd: number): void {
    this.#asideUsd = Math.max(0, this.#asideUsd - asideUsd);
    // Sums of fractions leave crumbs, on which nobody should wait.
    if (this.#asideUsd < 1e-9) this.#asideUsd = 0;
    this.#spentUsd += trueUsd;
    const woken = this.#waiting;
    this.#waiting = [];
    for (const wake of woken) wake();
  }
}

/** The budgets of the runs at work: the jobs of one run spend from the same. */
export class Budgets {
  readonly #shared = new Map<string, Promise<Budget>>();

  /**
   * @param spent what was spent before: by the job itself, and by all jobs of its run
   * @returns `null` where the job has no limit
   */
  async of(
    { budgetUsd, runId }: Pick<Extract<JobSpec, { kind: 'draft' }>, 'budgetUsd' | 'runId'>,
    spent: { byJobUsd: number; byRunUsd: (runId: string) => Promise<number> },
  ): Promise<Budget | null> {
    if (budgetUsd === undefined) return null;
    if (runId === undefined) return new Budget(budgetUsd, spent.byJobUsd);
    // Kept for the session: a job that is tried again goes on with what the others of its run have left.
    const known = this.#shared.get(runId);
    if (known) return known;
    const begun = spent.byRunUsd(runId).then((usd) => new Budget(budgetUsd, usd));
    this.#shared.set(runId, begun);
    begun.catch(() => this.#shared.delete(runId));
    return begun;
  }
}
