/** The time on screen. It changes with every frame of a playing video, so it lives outside of React's state. */
export interface Playhead {
  readonly timeSec: number;
  set(timeSec: number): void;
  /** Called at once with the present time, then with every change. Returns the way to stop. */
  follow(listener: (timeSec: number) => void): () => void;
}

export function createPlayhead(): Playhead {
  const listeners = new Set<(timeSec: number) => void>();
  let now = 0;
  return {
    get timeSec() {
      return now;
    },
    set: (timeSec) => {
      now = timeSec;
      for (const listener of listeners) listener(timeSec);
    },
    follow: (listener) => {
      listeners.add(listener);
      listener(now);
      return () => listeners.delete(listener);
    },
  };
}
