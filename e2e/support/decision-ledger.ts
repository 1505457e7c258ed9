import type { Page } from '@playwright/test';

export type Act = 'accept' | 'edit' | 'reject' | 'skip' | 'flag' | 'undo';

/** Decisions by scene, in order, in the words of `wordsOf`. */
export type Recorded = ReadonlyMap<number, readonly string[]>;

interface Entry {
  scene: number;
  words: string;
  isUndone: boolean;
}

/** The decisions that a person has seen being saved, and thus what the journal has to hold. */
export class DecisionLedger {
  readonly #entries: readonly Entry[];

  constructor(entries: readonly Entry[] = []) {
    this.#entries = entries;
  }

  /** What `undo` would take back: the scene of the last decision that counts. */
  get undoable(): number | null {
    return this.#last()?.scene ?? null;
  }

  get size(): number {
    return this.#entries.length;
  }

  with(act: Act, scene: number, typed = ''): DecisionLedger {
    if (act !== 'undo')
      return new DecisionLedger([
        ...this.#entries,
        { scene, words: wordsOf(act, typed), isUndone: false },
      ]);
    const last = this.#last();
    return new DecisionLedger(
      this.#entries.map((entry) => (entry === last ? { ...entry, isUndone: true } : entry)),
    );
  }

  /** The decisions on one draft, as `recordedDecisions` reads them from the journal. */
  of(scene: number): string[] {
    return this.#entries
      .filter((entry) => entry.scene === scene)
      .map(({ words, isUndone }) => (isUndone ? `${words}, taken back` : words));
  }

  /** The decision on one draft that counts: the last one that was not taken back, `null` = none. */
  standing(scene: number): string | null {
    const last = this.#entries.findLast((entry) => entry.scene === scene && !entry.isUndone);
    return last?.words ?? null;
  }

  #last(): Entry | undefined {
    return this.#entries.findLast(({ isUndone }) => !isUndone);
  }
}

const wordsOf = (verdict: string, typed: string): string =>
  verdict === 'edit' ? `edit: ${typed}` : verdict;

/** The journal of these drafts, read through the studio that is open in the page. */
export async function recordedDecisions(
  page: Page,
  projectId: string,
  drafts: ReadonlyMap<number, string>,
): Promise<Recorded> {
  const histories = await page.evaluate(
    async ([id, wanted]) => {
      await globalThis.ristretto.projects.open(id);
      return Promise.all(
        wanted.map(async ([scene, draftId]) => ({
          scene,
          decisions: await globalThis.ristretto.decisions.history(draftId),
        })),
      );
    },
    [projectId, [...drafts]] as const,
  );
  return new Map(
    histories.map(({ scene, decisions }) => [
      scene,
      decisions.map(({ verdict, edit, undoneBy }) => {
        const words = wordsOf(verdict, edit?.answer ?? '');
        return undoneBy ? `${words}, taken back` : words;
      }),
    ]),
  );
}
