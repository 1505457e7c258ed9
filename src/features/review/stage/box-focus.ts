/** The label field and the selected box hand the focus to each other; only one of either is on the page. */
export const BOX_LABEL_ID = 'review-box-label';

export function focusBoxLabel(): void {
  document.getElementById(BOX_LABEL_ID)?.focus();
}

export function focusSelectedBox(): void {
  document.querySelector<HTMLElement>('[data-selected-box]')?.focus();
}
