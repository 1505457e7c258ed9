import { expect, type Locator, type Page } from '@playwright/test';

const MOST_STOPS = 60;

/** Presses Tab until `target` has the focus; every stop on the way must show that it has it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const wanted = await target.elementHandle();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const { hasArrived, unseen } = await page.evaluate(lookAtFocus, wanted);
    // Where the focus was before the first Tab was not chosen by key.
    if (stop > 0) expect(unseen, 'a stop that does not show its focus').toBeNull();
    if (hasArrived) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target} within ${MOST_STOPS} stops.`);
}

/** Runs in the page. `unseen` is the focused element where nothing is drawn for its focus; `null` = all is well. */
function lookAtFocus(wanted: Node | null): { hasArrived: boolean; unseen: string | null } {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return { hasArrived: false, unseen: null };
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
  const isDrawn = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  return {
    hasArrived: focused === wanted,
    unseen: isDrawn ? null : focused.outerHTML.slice(0, 200),
  };
}
