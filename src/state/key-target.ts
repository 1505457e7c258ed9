/**
 * Who owns a key press: a field that is typed in, a widget that answers to it, an open dialog, or the screen.
 */
const TEXT_FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button], [type=range], [type=submit], [type=color], [type=file]), textarea, select, [contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"]';
const PRESSABLE =
  'button, a[href], summary, [role=button], [role=link], [role=checkbox], [role=switch], [role=radio], [role=menuitem], [role=option], [role=tab], input';
const ARROW_DRIVEN =
  '[role=slider], [role=tab], [role=radio], [role=option], [role=listbox], [role=menu], [role=menuitem], [role=combobox], [role=separator], [role=spinbutton], input[type=range], select';
const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

const ARROWS = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

const elementOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target : null;

export function isTyping(target: EventTarget | null): boolean {
  return elementOf(target)?.closest(TEXT_FIELDS) != null;
}

/** Whether the focused widget itself answers to this binding: Space on a button, arrows on a slider. */
export function widgetOwns(target: EventTarget | null, binding: string): boolean {
  const element = elementOf(target);
  if (!element) return false;
  if (binding === ' ' || binding === 'Enter') return element.closest(PRESSABLE) !== null;
  return ARROWS.has(binding) && element.closest(ARROW_DRIVEN) !== null;
}

/** Whether a dialog, menu or list is open over the screen. */
export function isOverlayOpen(): boolean {
  return [...document.querySelectorAll(OVERLAYS)].some(
    (element) => element.getAttribute('data-state') === 'open',
  );
}
