/** Performance marks of the one number that matters here: from a decision to the next card, painted. */
const PRESSED = 'review:pressed';
const DECIDED = 'review:decided';
const NEXT_CARD = 'review:next-card';

/** @param pressedMs when the key went down, on the page's clock (`Event.timeStamp`) */
export function markPressed(pressedMs: number): void {
  performance.mark(PRESSED, { startTime: pressedMs });
}

/** The decision is on disk. */
export function markDecided(): void {
  performance.mark(DECIDED);
}

/**
 * Waits until every picture inside `root` is decoded and a frame was produced, then measures `review:next-card` from the
 * key press. `detail.decidedMs` is the part of it until the decision was durable. Does nothing when no decision led here.
 */
export async function measurePainted(root: Element): Promise<void> {
  const pressed = performance.getEntriesByName(PRESSED, 'mark').at(-1);
  if (!pressed) return;
  performance.clearMarks(PRESSED);
  await Promise.all(
    [...root.querySelectorAll('img')].map((image) => image.decode().catch(() => undefined)),
  );
  await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  const decided = performance.getEntriesByName(DECIDED, 'mark').at(-1);
  performance.measure(NEXT_CARD, {
    start: pressed.startTime,
    end: performance.now(),
    detail: { decidedMs: decided ? decided.startTime - pressed.startTime : null },
  });
  performance.clearMarks(DECIDED);
}
