/**
 * Runs in the page before the studio does, and sees what a person sees: pictures in the document, rows in the table. It uses
 * none of the studio's own marks. A moment counts as painted when a frame that contains it was produced: a task queued from
 * inside that frame's animation callback has run, which is after layout and paint.
 */
export function installObserver() {
  const results = [];
  const waiting = [];

  const give = (result) => {
    const taker = waiting.shift();
    if (taker) taker(result);
    else results.push(result);
  };

  /** Calls `done` with the time at which a frame was produced in which `isThere` held; `null` = it never did. */
  const whenPainted = (isThere, done) => {
    const giveUpAt = performance.now() + 10_000;
    const look = () => {
      if (performance.now() > giveUpAt) return done(null);
      if (!isThere()) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  };

  const pictures = () => [...document.querySelectorAll('img[src^="blob:"]')];
  const isDrawn = (image) => image.complete && image.naturalWidth > 0;
  const areDrawn = (images) => images.length > 0 && images.every(isDrawn);

  const rowCount = () => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount');
  const firstRow = () => document.querySelector('[role=grid] tbody tr[data-index] [data-open]');

  /** From a key to pictures that are all others than before: in the benchmark's project no two videos share one. */
  const onAccept = (event) => {
    if (event.key !== 'a' || event.repeat) return;
    const before = new Set(pictures().map((image) => image.src));
    const isNext = () => {
      const images = pictures();
      return areDrawn(images) && !images.some((image) => before.has(image.src));
    };
    whenPainted(isNext, (atMs) =>
      give({
        ms: atMs && atMs - event.timeStamp,
        keyMs: event.timeStamp,
        pictures: pictures().length,
        picturesBefore: before.size,
      }),
    );
  };

  /** From a click or a change of text in the queue to a table with another number of rows, the first one filled. */
  const onQueueChange = (event) => {
    const before = rowCount();
    if (before === undefined) return;
    whenPainted(
      () => rowCount() !== before && firstRow() !== null,
      (atMs) => give({ ms: atMs && atMs - event.timeStamp }),
    );
  };

  globalThis.bench = {
    next: () =>
      new Promise((resolve) => (results.length ? resolve(results.shift()) : waiting.push(resolve))),
    watchAccepts: () => addEventListener('keydown', onAccept, true),
    watchQueue: () => {
      addEventListener('input', onQueueChange, true);
      addEventListener('click', onQueueChange, true);
    },
    /** Milliseconds since navigation at which all pictures, or the first row, were painted. */
    pictures: () => new Promise((resolve) => whenPainted(() => areDrawn(pictures()), resolve)),
    rows: () => new Promise((resolve) => whenPainted(() => firstRow() !== null, resolve)),
  };
}

/**
 * Runs in the page too: asks the browser when each picture was on the glass (Element Timing: the time of the frame that the
 * compositor presented, decoding and raster included). Only pictures in sight have one.
 */
export function installPresentation() {
  const shownAt = new Map();
  new PerformanceObserver((list) => {
    for (const { url, renderTime } of list.getEntries()) shownAt.set(url, renderTime);
  }).observe({ type: 'element', buffered: true });

  const pictures = () => document.querySelectorAll('img[src^="blob:"]');
  new MutationObserver(() => {
    for (const image of pictures()) image.setAttribute('elementtiming', 'evidence');
  }).observe(document, { subtree: true, childList: true, attributeFilter: ['src'] });

  /** Milliseconds from `keyMs` until the last picture that is in sight was presented; `null` = none was. */
  globalThis.benchPresented = (keyMs) => {
    const times = [...pictures()].map(({ src }) => shownAt.get(src) ?? 0).filter((t) => t > keyMs);
    return times.length > 0 ? Math.max(...times) - keyMs : null;
  };
}
