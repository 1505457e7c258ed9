import type { ImportReport } from './dataset-types.ts';

type Problem = ImportReport['problems'][number];

/** More than a person reads, and few enough to hold: a file that is wrong throughout says the same thing a million times. */
export const LISTED_PROBLEMS = 10_000;

/** Problems of an import, the first ones by word and the others by number. */
export class ProblemList {
  readonly #listed: Problem[] = [];
  #more = 0;
  #last: Problem | null = null;

  add(problem: Problem): void {
    if (this.#listed.length < LISTED_PROBLEMS) this.#listed.push(problem);
    else this.#more += 1;
    this.#last = problem;
  }

  list(): Problem[] {
    if (this.#more === 0 || !this.#last) return this.#listed;
    const message = `${this.#more} more problems up to here are not listed.`;
    return [...this.#listed, { line: this.#last.line, message }];
  }
}
