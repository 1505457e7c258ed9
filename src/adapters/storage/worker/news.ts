/** What happened, told to every listener from when it began to listen. */
export class News<Item> {
  readonly #tellers = new Set<(item: Item) => void>();

  tell(item: Item): void {
    for (const tell of this.#tellers) tell(item);
  }

  /** Ends when the signal is raised. */
  async *listen(signal: AbortSignal): AsyncGenerator<Item, void, void> {
    const waiting: Item[] = [];
    let wake = () => {};
    const tell = (item: Item) => {
      waiting.push(item);
      wake();
    };
    const onAbort = () => wake();
    this.#tellers.add(tell);
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        const item = waiting.shift();
        if (item !== undefined) yield item;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#tellers.delete(tell);
      signal.removeEventListener('abort', onAbort);
    }
  }
}
