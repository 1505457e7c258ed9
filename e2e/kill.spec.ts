import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type Act, DecisionLedger, recordedDecisions } from './support/decision-ledger.ts';
import { importDrafts } from './support/imported-drafts.ts';
import { ReviewSights, type Sight } from './support/review-sights.ts';
import { type Chance, seededChance } from './support/seeded-chance.ts';
import { openStudio } from './support/studio.ts';

const KILLS = Number(process.env.KILLS ?? 40);
const DRAFTS = 400;
/** Which keys and deaths: the same every day, others by `SEED=…`. When a page dies, the machine's mood decides too. */
const SEED = Number(process.env.SEED ?? 20_261_130);
/** Longer than it takes to write a decision, so that pages die before, during and after it. */
const LONGEST_LIFE_MS = 60;

const SAID: Record<Act, string> = {
  accept: 'Accepted.',
  edit: 'Edit saved.',
  reject: 'Rejected.',
  skip: 'Skipped.',
  flag: 'Flagged.',
  undo: 'Taken back.',
};

interface Press {
  act: Act;
  scene: number;
  typed: string;
}

/** A person at the review screen, and what that person has seen. */
class Reviewer {
  page: Page;
  ledger = new DecisionLedger();
  readonly #sights: ReviewSights;
  #typed = '';
  #edits = 0;

  constructor(page: Page, sights: ReviewSights) {
    this.page = page;
    this.#sights = sights;
  }

  async open(page: Page, projectId: string): Promise<void> {
    this.page = page;
    const mark = this.#sights.mark();
    await page.goto(`/p/${projectId}/review`, { waitUntil: 'commit' });
    await this.#sights.until(mark, ({ scene }) => scene !== null);
  }

  /** What the next key will be about, on the card that is on screen. */
  choose(chance: Chance): Press {
    const { scene, isEditing } = this.#sights.last();
    if (scene === null) throw new Error('There is no card on the screen.');
    if (isEditing) return { act: 'edit', scene, typed: this.#typed };
    const isFlagged = this.ledger.standing(scene) === 'flag';
    const acts = ['accept', 'accept', 'edit', 'reject', 'skip'] as const;
    const act = chance.pick<Act>([
      ...acts,
      ...(isFlagged ? [] : ['flag' as const]),
      ...(this.ledger.undoable === null ? [] : ['undo' as const]),
    ] as [Act, ...Act[]]);
    if (act === 'edit') this.#typed = `Version ${++this.#edits} of this answer.`;
    return {
      act,
      scene: (act === 'undo' ? this.ledger.undoable : null) ?? scene,
      typed: this.#typed,
    };
  }

  /** @param died settles when nobody is left to press on: what is waited for would never come */
  async press({ act, typed }: Press, died: Promise<void> = NEVER): Promise<void> {
    const { keyboard } = this.page;
    if (act === 'edit') {
      const field = this.page.getByRole('textbox', { name: 'Answer' });
      if (!this.#sights.last().isEditing) await keyboard.press('e');
      await Promise.race([field.waitFor(), fails(died)]);
      await field.fill(typed, { timeout: LONGEST_ACTION_MS });
      await keyboard.press('Control+Enter');
    } else if (act === 'reject') {
      await keyboard.press('x');
      await Promise.race([this.page.getByRole('dialog').waitFor(), fails(died)]);
      await keyboard.press('1');
      await keyboard.press('Enter');
    } else {
      await keyboard.press({ accept: 'a', skip: 's', flag: 'f', undo: 'u' }[act]);
    }
  }

  /** Presses and waits until the screen says that it is saved. */
  async decide(press: Press): Promise<void> {
    const before = this.#sights.last();
    const mark = this.#sights.mark();
    await this.press(press);
    await this.#sights.until(
      mark,
      (sight) => isShownSaved(press, before, sight) && hasMovedOn(press, before, sight),
    );
    this.ledger = this.ledger.with(press.act, press.scene, press.typed);
  }

  /** Presses, and dies at some moment from now. @returns what the journal may hold afterwards */
  async decideAndDie(press: Press, die: () => Promise<void>): Promise<DecisionLedger[]> {
    const before = this.#sights.last();
    const mark = this.#sights.mark();
    // The page goes away under it: whether it came through is read from the journal.
    const death = die();
    const pressed = this.press(press, death).catch(() => undefined);
    await death;
    await pressed;
    const after = this.ledger.with(press.act, press.scene, press.typed);
    const wasShown = this.#sights.since(mark).some((sight) => isShownSaved(press, before, sight));
    return wasShown ? [after] : [this.ledger, after];
  }
}

/** The screen said it since, be it in the same words as the last time. */
function isShownSaved({ act }: Press, before: Sight, now: Sight): boolean {
  const isNews = now.sayings !== before.sayings || now.scene !== before.scene;
  return now.said.startsWith(SAID[act]) && isNews && now.scene !== null;
}

/** The next card is there too: until then the screen takes no key. */
function hasMovedOn({ act }: Press, before: Sight, now: Sight): boolean {
  return !now.isEditing && (act === 'flag' || act === 'undo' || now.scene !== before.scene);
}

type Death = 'crash' | 'close' | 'leave';

/** Ends a page in one of the ways in which pages end, without a warning to it. */
async function kill(context: BrowserContext, page: Page, death: Death): Promise<Page> {
  if (death === 'leave') {
    await page.goto('about:blank');
    return page;
  }
  if (death === 'crash') {
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await crashed;
  }
  await page.close({ runBeforeUnload: false });
  return context.newPage();
}

const NEVER = new Promise<never>(() => undefined);
/** Typing takes no longer, where there is still a field. */
const LONGEST_ACTION_MS = 1000;

const fails = (after: Promise<void>): Promise<never> =>
  after.then(() => Promise.reject(new Error('The page is gone.')));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Drafts by the number in their question. */
async function draftIds(page: Page): Promise<Map<number, string>> {
  const { drafts } = await page.evaluate(() =>
    globalThis.ristretto.drafts.page({}, { limit: 1000 }),
  );
  return new Map(drafts.map(({ id, question }) => [Number(/\d+/.exec(question ?? '')?.[0]), id]));
}

/** The one of the possible ledgers that the journal agrees with. */
async function whatIsThere(
  page: Page,
  {
    projectId,
    drafts,
    possible,
    when,
  }: {
    projectId: string;
    drafts: ReadonlyMap<number, string>;
    possible: readonly DecisionLedger[];
    when: string;
  },
): Promise<DecisionLedger> {
  const recorded = await recordedDecisions(page, projectId, drafts);
  const scenes = [...drafts.keys()];
  const told = (of: (scene: number) => readonly string[]) =>
    JSON.stringify(scenes.map((scene) => [scene, of(scene)]));
  const there = told((scene) => recorded.get(scene) ?? []);
  const found = possible.find((ledger) => told((scene) => ledger.of(scene)) === there);
  expect(
    possible.map((ledger) => told((scene) => ledger.of(scene))),
    when,
  ).toContain(there);
  return found ?? new DecisionLedger();
}

test(`${KILLS} deaths in mid-review lose no decision that was shown as saved and double none`, async ({
  context,
}) => {
  test.setTimeout(900_000);
  const chance = seededChance(SEED);
  const sights = await ReviewSights.watch(context);
  let page = await context.newPage();
  await openStudio(page);
  const projectId = await importDrafts(page, 'Many deaths', DRAFTS);
  const ids = await draftIds(page);
  const reviewer = new Reviewer(page, sights);
  await reviewer.open(page, projectId);
  for (let round = 1; round <= KILLS; round += 1) {
    const touched = new Set<number>();
    const choose = () => {
      const press = reviewer.choose(chance);
      touched.add(press.scene);
      return press;
    };
    for (let calm = Math.floor(chance.next() * 3); calm > 0; calm -= 1)
      await reviewer.decide(choose());
    const death = chance.pick(['crash', 'close', 'leave'] as const);
    const lifeMs = chance.next() * LONGEST_LIFE_MS;
    const last = choose();
    const possible = await reviewer.decideAndDie(last, async () => {
      await pause(lifeMs);
      page = await kill(context, page, death);
    });
    await reviewer.open(page, projectId);
    reviewer.ledger = await whatIsThere(page, {
      projectId,
      drafts: new Map([...touched].map((scene) => [scene, ids.get(scene) ?? ''])),
      possible,
      when: `seed ${SEED}, round ${round}: ${death} ${lifeMs.toFixed(1)} ms after ${last.act} on scene ${last.scene}`,
    });
  }
  await whatIsThere(page, {
    projectId,
    drafts: ids,
    possible: [reviewer.ledger],
    when: `seed ${SEED}, at the end`,
  });
  expect(reviewer.ledger.size).toBeGreaterThan(KILLS / 2);
});
