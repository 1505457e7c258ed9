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
 * Measures `review:next-card` from the key press to the end of the frame in which the card inside `root` was painted with all
 * its pictures. `detail.decidedMs` is the part of it until the decision was durable. Does nothing when no decision led here.
 *
 * It only looks: asking each picture to `decode()` again would take the cores from the frame that it measures.
 */
export async function measurePainted(root: Element): Promise<void> {
  const pressed = performance.getEntriesByName(PRESSED, 'mark').at(-1);
  if (!pressed) return;
  performance.clearMarks(PRESSED);
  do await painted();
  while ([...root.querySelectorAll('img')].some((image) => !image.complete));
  const decided = performance.getEntriesByName(DECIDED, 'mark').at(-1);
  performance.measure(NEXT_CARD, {
    start: pressed.startTime,
    end: performance.now(),
    detail: { decidedMs: decided ? decided.startTime - pressed.startTime : null },
  });
  performance.clearMarks(DECIDED);
}

/** A message that is sent in an animation frame arrives when that frame was laid out and painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}
