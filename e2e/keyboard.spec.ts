import { expect, type Page, test } from '@playwright/test';
import { withoutNativePickers } from './support/journey.ts';
import { tabTo } from './support/keyboard.ts';
import { cardIsThere, openSample, SAMPLE_DRAFTS } from './support/sample.ts';
import { openStudio, SAMPLE_CLIP } from './support/studio.ts';

type Verdict = 'accept' | 'edit' | 'reject' | 'skip' | 'flag';

const REVIEWED = 20;

const draftIds = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { drafts } = await globalThis.ristretto.drafts.page({}, { limit: 100 });
    return drafts.map(({ id }) => id);
  });

const historyOf = (page: Page, draftId: string) =>
  page.evaluate((id) => globalThis.ristretto.decisions.history(id), draftId);

/** Decisions that count: made and not taken back. */
const liveDecisions = (page: Page, ids: string[]): Promise<number> =>
  page.evaluate(async (all) => {
    const histories = await Promise.all(
      all.map((id) => globalThis.ristretto.decisions.history(id)),
    );
    return histories.flat().filter(({ undoneBy }) => !undoneBy).length;
  }, ids);

interface Travel {
  key: 'u' | 'Shift+U';
  /** Number of the card that it leads to. */
  to: number;
}

/** Goes through the journal by one decision, and waits until it is written there and its card is on the screen. */
async function travel(page: Page, ids: string[], { key, to }: Travel): Promise<void> {
  const before = await liveDecisions(page, ids);
  await page.keyboard.press(key);
  await expect.poll(() => liveDecisions(page, ids)).toBe(before + (key === 'u' ? -1 : 1));
  await expect(page.getByText(key === 'u' ? 'Taken back.' : 'Done again.')).toBeAttached();
  await cardIsThere(page, to);
}

async function goToTime(page: Page, seconds: number): Promise<void> {
  await page.keyboard.press('g');
  await expect(page.getByRole('textbox', { name: 'Time' })).toBeFocused();
  await page.keyboard.type(String(seconds));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText(`0:0${seconds}.000`, { exact: true })).toBeVisible();
}

/** Goes from the question, where editing begins, to the text of a step, with the caret at its start. */
async function editStep(page: Page, number: number): Promise<void> {
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeFocused();
  await tabTo(page, page.getByRole('textbox', { name: `Text of step ${number}` }));
  await page.keyboard.press('Control+Home');
}

/** What is done on a card, each ending on the next card. Together they are every key of the annotator's job. */
const WORK: ((page: Page) => Promise<Verdict>)[] = [
  async (page) => {
    await page.keyboard.press('a');
    return 'accept';
  },
  async (page) => {
    await editStep(page, 1);
    for (let i = 0; i < 9; i += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Text of step 2' })).toBeFocused();
    await page.keyboard.press('Control+Enter');
    return 'edit';
  },
  async (page) => {
    await editStep(page, 2);
    await page.keyboard.press('Backspace');
    await expect(page.getByRole('textbox', { name: 'Text of step 1' })).toBeFocused();
    await page.keyboard.press('Control+Enter');
    return 'edit';
  },
  async (page) => {
    await page.keyboard.press('x');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('1');
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
    return 'reject';
  },
  async (page) => {
    await page.keyboard.press('s');
    return 'skip';
  },
  async (page) => {
    await page.keyboard.press('f');
    await expect(page.getByText('Flagged.')).toBeAttached();
    await page.keyboard.press('ArrowDown');
    return 'flag';
  },
  async (page) => {
    await page.keyboard.press('b');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Label of the box' })).toBeFocused();
    await page.keyboard.type('a new thing');
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('button', { name: 'Box a new thing, step 1', pressed: true }),
    ).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    return 'edit';
  },
  async (page) => {
    await page.keyboard.press('2');
    await goToTime(page, 5);
    await page.keyboard.press('i');
    await goToTime(page, 7);
    await page.keyboard.press('o');
    await expect(page.getByText('Span 0:05.0 to 0:07.0 set on step 2.')).toBeAttached();
    await page.keyboard.press('Control+Enter');
    return 'edit';
  },
  async (page) => {
    await page.keyboard.press('2');
    await goToTime(page, 9);
    await page.keyboard.press('p');
    await expect(page.getByText(/Pinned .* to step 2\./)).toBeAttached();
    await page.keyboard.press('d');
    await expect(page.getByText('Changes against the machine’s draft')).toBeVisible();
    await page.keyboard.press('d');
    await page.keyboard.press('Control+Enter');
    return 'edit';
  },
];

/** Reviews the first cards, one piece of work after the other. @returns the verdict that each card must have got */
async function reviewCards(page: Page): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let card = 0; card < REVIEWED; card += 1) {
    await cardIsThere(page, card + 1);
    const work = WORK[card % WORK.length];
    verdicts.push(await (work as NonNullable<typeof work>)(page));
  }
  await cardIsThere(page, REVIEWED + 1);
  return verdicts;
}

test('twenty drafts are reviewed by keyboard alone, and undo goes back to the first after a reload', async ({
  page,
}) => {
  const projectId = await openSample(page);
  const ids = await draftIds(page);
  expect(ids).toHaveLength(SAMPLE_DRAFTS);
  const verdicts = await reviewCards(page);
  const histories = await Promise.all(ids.slice(0, REVIEWED).map((id) => historyOf(page, id)));
  expect(histories.map((history) => history.map(({ verdict }) => verdict))).toEqual(
    verdicts.map((verdict) => [verdict]),
  );
  expect(histories[3]?.[0]?.reasons).toEqual(['V1', 'R1']);
  const edited = JSON.stringify([6, 7, 8].map((card) => histories[card]?.[0]?.edit));
  expect(edited).toContain('"label":"a new thing"');
  expect(edited).toMatch(/"span":\{"startSec":5,"endSec":7\}/);
  expect(edited).toMatch(/"ptsSec":9\b/);

  for (let to = REVIEWED; to > REVIEWED - 5; to -= 1) await travel(page, ids, { key: 'u', to });
  for (const to of [REVIEWED - 4, REVIEWED - 3]) await travel(page, ids, { key: 'Shift+U', to });
  expect(await liveDecisions(page, ids)).toBe(REVIEWED - 3);
  await page.reload();
  await page.evaluate(async (id) => {
    await globalThis.ristretto.ready;
    await globalThis.ristretto.projects.open(id);
  }, projectId);
  await expect(page.getByText(/^\d+ \/ 24$/)).toBeVisible();
  for (let to = REVIEWED - 3; to > 0; to -= 1) await travel(page, ids, { key: 'u', to });
  expect(await page.evaluate(() => globalThis.ristretto.drafts.count({ status: 'pending' }))).toBe(
    SAMPLE_DRAFTS,
  );
  await page.keyboard.press('u');
  await expect(page.getByText('There is nothing to undo.')).toBeVisible();
});

test('from an empty studio to the settings of an endpoint by Tab and Enter, the focus always in sight', async ({
  page,
}) => {
  await withoutNativePickers(page);
  await openStudio(page);
  await tabTo(page, page.getByRole('button', { name: 'New project' }));
  await page.keyboard.press('Enter');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Pick files' }));
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.keyboard.press('Enter'),
  ]);
  await chooser.setFiles(SAMPLE_CLIP);
  await tabTo(page, page.getByRole('button', { name: 'Prepare: clip.mp4' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByLabel('One frame every'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('5');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Prepare' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/6 frames, \d+ core/)).toBeVisible({ timeout: 120_000 });
  await tabTo(page, page.getByRole('button', { name: 'Draft… clip.mp4' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Before anything leaves this browser' });
  await tabTo(page, dialog.getByRole('link', { name: 'Open the settings' }));
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'Drafter' });
  await tabTo(page, form.getByLabel('Base URL'));
  await page.keyboard.type('http://localhost:11434/v1');
  await tabTo(page, form.getByLabel('Model', { exact: true }));
  await page.keyboard.type('qwen2.5-vl');
  await tabTo(page, form.getByRole('button', { name: 'Save', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('The endpoint of Drafter is saved.')).toBeVisible();
});
