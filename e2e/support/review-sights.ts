import type { BrowserContext } from '@playwright/test';

/** What the review screen shows at one moment. */
export interface Sight {
  /** The live region: `Accepted. Card 3 of 300.`; empty before the first card. */
  said: string;
  /** Counts what was said: the same words can be said again. */
  sayings: number;
  /** Number in the question on the card, `null` = no card. */
  scene: number | null;
  isEditing: boolean;
}

const LONGEST_WAIT_MS = 60_000;

/** Follows the review screens of a context, through deaths of their pages: every change is told as it is drawn. */
export class ReviewSights {
  #seen: Sight[] = [];
  #heard: (() => void) | null = null;

  static async watch(context: BrowserContext): Promise<ReviewSights> {
    const sights = new ReviewSights();
    await context.exposeBinding('tellSight', (_source, sight: Sight) => {
      sights.#seen.push(sight);
      sights.#heard?.();
    });
    await context.addInitScript(tellSights);
    return sights;
  }

  /** Where a later look back begins. */
  mark(): number {
    return this.#seen.length;
  }

  since(mark: number): readonly Sight[] {
    return this.#seen.slice(mark);
  }

  last(): Sight {
    return this.#seen.at(-1) ?? { said: '', sayings: 0, scene: null, isEditing: false };
  }

  /** The first sight after the mark that is as wanted. @throws Error saying what was on screen instead */
  async until(mark: number, isWanted: (sight: Sight) => boolean): Promise<Sight> {
    const deadlineMs = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
      const found = this.since(mark).find(isWanted);
      if (found) return found;
      const leftMs = deadlineMs - Date.now();
      if (leftMs <= 0) throw new Error(`The screen stayed at ${JSON.stringify(this.last())}.`);
      await this.#next(leftMs);
    }
  }

  #next(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#heard = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Runs in the page. */
function tellSights(): void {
  const tell = Reflect.get(globalThis, 'tellSight') as (sight: Sight) => Promise<void>;
  let before = '';
  let saying: Element | null = null;
  let sayings = 0;
  const look = () => {
    const fields = [...document.querySelectorAll('textarea')].map(({ value }) => value);
    const draft = document.querySelector('[aria-label="Draft"] article')?.textContent ?? '';
    const scene = /What happens in scene (\d+)\?/.exec([draft, ...fields].join('\n'))?.[1];
    const now = document.querySelector('p[role="status"][aria-live="polite"] > span');
    if (now !== saying) sayings += 1;
    saying = now;
    const sight = {
      said: now?.textContent ?? '',
      sayings,
      scene: scene === undefined ? null : Number(scene),
      isEditing: fields.length > 0,
    };
    const told = JSON.stringify(sight);
    if (told === before) return;
    before = told;
    void tell(sight);
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}
