const LIMIT = 8;

/** What was found out about the files that were used last, because finding it out can mean reading the whole file. */
export class RecentFiles<T extends object> {
  readonly #recent = new Map<string, Partial<T>>();

  /** What is known about a file, to be added to; nothing yet of one that is new, and of data that is no file each time anew. */
  about(file: Blob): Partial<T> {
    if (!(file instanceof File)) return {};
    const key = `${file.name}\n${file.size}\n${file.lastModified}`;
    const known = this.#recent.get(key) ?? {};
    this.#recent.delete(key);
    this.#recent.set(key, known);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > LIMIT && oldest !== undefined) this.#recent.delete(oldest);
    return known;
  }
}
