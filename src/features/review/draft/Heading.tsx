import type { ReactNode } from 'react';

/** The quiet heading of one part of a draft. */
export function Heading({ children }: { children: ReactNode }) {
  return <h3 className="label">{children}</h3>;
}
