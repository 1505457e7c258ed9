/** What the headers of a packet say about what depends on it. When in doubt, everything does. */
export interface Judgement {
  /** `always`: nothing uses its pictures. `before-reset`: nothing does if the next packet is one that resets. */
  isUnused: 'never' | 'always' | 'before-reset';
  /** Its pictures use nothing of the packet before it but stored pictures. */
  isReset: boolean;
}

export const NEEDED: Judgement = { isUnused: 'never', isReset: false };
