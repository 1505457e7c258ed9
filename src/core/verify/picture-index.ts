/** Finds files by the path that a dataset gives them, whatever folder they were unpacked into. */
export class PictureIndex<T extends { path: string }> {
  readonly #byName = new Map<string, T[]>();

  constructor(files: readonly T[]) {
    for (const file of files) {
      const name = segments(file.path)[0] ?? '';
      const same = this.#byName.get(name);
      if (same) same.push(file);
      else this.#byName.set(name, [file]);
    }
  }

  /** The file that shares most of the end of the path; `null` = none has the name, or several are equally near. */
  find(path: string): T | null {
    const wanted = segments(path);
    let best: { file: T; shared: number } | null = null;
    let isTied = false;
    for (const file of this.#byName.get(wanted[0] ?? '') ?? []) {
      const shared = sharedStart(wanted, segments(file.path));
      if (best && shared < best.shared) continue;
      isTied = best?.shared === shared;
      best = { file, shared };
    }
    return isTied ? null : (best?.file ?? null);
  }
}

/** Of a path from its end: the name first. Case and the kind of slash differ between systems. */
const segments = (path: string): string[] =>
  path
    .toLowerCase()
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.')
    .reverse();

function sharedStart(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared += 1;
  return shared;
}
