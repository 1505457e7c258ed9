import { useSyncExternalStore } from 'react';

/** The theme that the document has now: what draws on a canvas reads its colours again when it changes. */
export function useTheme(): string | null {
  return useSyncExternalStore(follow, () => document.documentElement.dataset.theme ?? null);
}

function follow(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
