/** Answers that are right, of all of them and of each task. */
export interface Accuracy {
  answers: number;
  /** Right answers by all answers, in 0–1; what the README of VideoEspresso calls "Overall". */
  micro: number;
  /** Mean of the tasks' own shares, in 0–1: a task of 30 counts as much as one of 400. The paper's "Avg". */
  macro: number;
}

/** Counts answers one by one, in the memory of the number of tasks. */
export class AccuracyCount {
  readonly #tasks = new Map<string, { right: number; all: number }>();

  add(task: string | null, isRight: boolean): void {
    const key = task ?? '';
    const known = this.#tasks.get(key) ?? { right: 0, all: 0 };
    known.all += 1;
    if (isRight) known.right += 1;
    this.#tasks.set(key, known);
  }

  /** `null` = nothing was counted. */
  result(): Accuracy | null {
    const tasks = [...this.#tasks.values()];
    if (tasks.length === 0) return null;
    const sum = (of: (task: { right: number; all: number }) => number): number =>
      tasks.reduce((total, task) => total + of(task), 0);
    const answers = sum(({ all }) => all);
    return {
      answers,
      micro: sum(({ right }) => right) / answers,
      macro: sum(({ right, all }) => right / all) / tasks.length,
    };
  }
}
