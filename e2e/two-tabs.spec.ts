import { expect, type Page, test } from '@playwright/test';
import { recordedDecisions } from './support/decision-ledger.ts';
import { importDrafts, questionOf } from './support/imported-drafts.ts';
import { openStudio } from './support/studio.ts';

const card = (page: Page, n: number) => page.getByText(questionOf(n), { exact: true });
const notice = (page: Page) =>
  page.getByRole('alertdialog', { name: 'Another tab has the studio open.' });

test('one tab writes; another one says so, can take over, and no decision of either is lost', async ({
  page: first,
  context,
}) => {
  await openStudio(first);
  const projectId = await importDrafts(first, 'Two tabs', 6);
  const { drafts } = await first.evaluate(() => globalThis.ristretto.drafts.page({}, { limit: 6 }));
  const ids = new Map(drafts.map(({ id }, index) => [index + 1, id]));
  await first.goto(`/p/${projectId}/review`);
  await expect(card(first, 1)).toBeVisible();
  await first.keyboard.press('a');
  await expect(card(first, 2)).toBeVisible();

  const second = await context.newPage();
  await second.goto(`/p/${projectId}/review`);
  await expect(notice(second)).toBeVisible();
  await expect(notice(first)).toBeHidden();
  // Keys of the screen rest, and a script is told by code.
  await second.keyboard.press('a');
  const refusal = await second.evaluate(
    ([id, draftId]) =>
      globalThis.ristretto.projects
        .open(id)
        .then(() => globalThis.ristretto.decisions.record(draftId, { verdict: 'accept' }))
        .then(
          () => 'written',
          (thrown: { code: string }) => thrown.code,
        ),
    [projectId, ids.get(2) ?? ''] as const,
  );
  expect(refusal).toBe('storage/locked');
  await first.keyboard.press('e');
  await first.getByRole('textbox', { name: 'Answer' }).fill('Typed, not saved.');

  await second.getByRole('button', { name: 'Take over' }).click();
  await expect(notice(second)).toBeHidden();
  await expect(card(second, 2)).toBeVisible();
  await expect(notice(first)).toBeVisible();
  await second.keyboard.press('s');
  await expect(card(second, 3)).toBeVisible();
  expect(await recordedDecisions(second, projectId, ids)).toEqual(
    new Map([
      [1, ['accept']],
      [2, ['skip']],
      [3, []],
      [4, []],
      [5, []],
      [6, []],
    ]),
  );

  // And back: what was being typed in the first tab is still there.
  await first.getByRole('button', { name: 'Take over' }).click();
  await expect(notice(second)).toBeVisible();
  await expect(first.getByRole('textbox', { name: 'Answer' })).toHaveValue('Typed, not saved.');
  await first.keyboard.press('Control+Enter');
  await expect(card(first, 3)).toBeVisible();
  expect(await recordedDecisions(first, projectId, ids)).toEqual(
    new Map([
      [1, ['accept']],
      [2, ['skip', 'edit: Typed, not saved.']],
      [3, []],
      [4, []],
      [5, []],
      [6, []],
    ]),
  );
  await second.close();
});

test('a tab that waits goes on by itself when the writing one is closed', async ({
  page: first,
  context,
}) => {
  await openStudio(first);
  const projectId = await importDrafts(first, 'In line', 2);
  const second = await context.newPage();
  await second.goto(`/p/${projectId}/review`);
  await expect(notice(second)).toBeVisible();
  await first.close();
  await expect(notice(second)).toBeHidden();
  await expect(card(second, 1)).toBeVisible();
});
