/** Measures how long a card was looked at: time in a hidden tab does not count. */
export interface Dwell {
  restart(): void;
  /** Milliseconds since `restart` with the tab visible, whole. */
  elapsedMs(): number;
  dispose(): void;
}

interface Visibility {
  readonly visibilityState: string;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

/** @param nowMs a clock that never goes back */
export function createDwell(page: Visibility, nowMs: () => number): Dwell {
  let countedMs = 0;
  let visibleSince: number | null = null;
  const isVisible = (): boolean => page.visibilityState === 'visible';
  const change = (): void => {
    if (visibleSince !== null) countedMs += nowMs() - visibleSince;
    visibleSince = isVisible() ? nowMs() : null;
  };
  page.addEventListener('visibilitychange', change);
  return {
    restart: () => {
      countedMs = 0;
      visibleSince = isVisible() ? nowMs() : null;
    },
    elapsedMs: () => Math.round(countedMs + (visibleSince === null ? 0 : nowMs() - visibleSince)),
    dispose: () => page.removeEventListener('visibilitychange', change),
  };
}
