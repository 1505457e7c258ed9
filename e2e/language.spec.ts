import { expect, type Page, test } from '@playwright/test';
import { en } from '../src/locales/en/all.ts';
import { zhCN } from '../src/locales/zh-CN/all.ts';
import { cardIsThere, openSample, picturesAreThere } from './support/sample.ts';
import { openStudio } from './support/studio.ts';

interface Texts {
  [key: string]: string | Texts;
}

const textsOf = (table: Texts): string[] =>
  Object.values(table).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)));

const keysOf = (table: Texts): string[] =>
  Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [key] : keysOf(value).map((rest) => `${key}.${rest}`),
  );

const CHINESE = new Set(textsOf(zhCN));
/** What must not be read on a Chinese screen: English texts that have a Chinese one, and bare keys. */
const FOREIGN = new Set([
  ...textsOf(en).filter((text) => !CHINESE.has(text) && !text.includes('{{')),
  ...keysOf(en).filter((key) => key.includes('.')),
  ...Object.values<Texts>(en)
    .flatMap(keysOf)
    .filter((key) => key.includes('.')),
]);

/** Everything that the page says: its texts, and what it tells assistive technology. */
const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { nodeValue, parentElement } = walker.currentNode;
      // Keys are named as they are printed on a keyboard.
      if (!parentElement?.closest('kbd')) texts.push(nodeValue ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.trim()).filter(Boolean);
  });

async function expectChinese(page: Page, screen: string): Promise<void> {
  const texts = await said(page);
  expect(texts.length, screen).toBeGreaterThan(10);
  expect(
    texts.filter((text) => FOREIGN.has(text)),
    screen,
  ).toEqual([]);
}

async function openInChinese(page: Page): Promise<void> {
  await openStudio(page);
  await page.getByRole('button', { name: 'Appearance and language' }).click();
  await page.getByRole('menuitemcheckbox', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('menu')).toBeHidden();
}

const openSectionInChinese = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '分区' }).getByRole('link', { name }).click();

test('the whole studio speaks Chinese, with Chinese sample drafts, and remembers it', async ({
  page,
}) => {
  await openInChinese(page);
  await expectChinese(page, 'home, empty');
  await openSample(page, '打开示例');
  const questions = await page.evaluate(async () => {
    const { drafts } = await globalThis.ristretto.drafts.page({}, { limit: 100 });
    return drafts.map(({ question, caption }) => question ?? caption ?? '');
  });
  for (const question of questions) expect(question).toMatch(/\p{Script=Han}/u);
  await expectChinese(page, 'review');
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: '问题' })).toBeFocused();
  await expectChinese(page, 'review, editing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectChinese(page, 'review, reject');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await cardIsThere(page, 2);

  await openSectionInChinese(page, '队列');
  await expect(page.getByRole('row', { name: /已接受/ })).toBeVisible();
  await expectChinese(page, 'queue');
  await openSectionInChinese(page, '导出');
  await expect(page.getByText('core_frames_paths').first()).toBeVisible();
  await expectChinese(page, 'export');
  await openSectionInChinese(page, '视频库');
  await picturesAreThere(page);
  await expectChinese(page, 'library');
  await page
    .getByRole('link', { name: /clip\.mp4/ })
    .first()
    .click();
  await expect(page.getByRole('listbox')).toBeVisible();
  await expectChinese(page, 'frames');

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.getByRole('link', { name: '项目' }).click();
  await page.getByRole('link', { name: '设置' }).click();
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await expectChinese(page, 'settings');
  }
  await page.getByRole('link', { name: '诊断' }).click();
  await expect(page.getByText('浏览器自带（WebCodecs）')).toBeVisible();
  await expectChinese(page, 'diagnostics');
});
