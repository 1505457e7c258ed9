import { Clapperboard, X } from 'lucide-react';
import { ProgressBar } from '../ProgressBar.tsx';

const BUTTON =
  'inline-flex h-6 items-center gap-1.5 rounded-sm bg-white/20 px-2 text-xs font-medium hover:bg-white/35';

export interface PlayableCopyProps {
  /** `none` = the file itself plays, or is not known yet. */
  state: 'none' | 'offered' | 'making' | 'ready' | 'failed';
  /** Of the copy that is being made. */
  progress: { done: number; total: number | null };
  labels: {
    /** Why one is needed. */
    why: string;
    /** What happens without one. */
    whyHint: string;
    make: string;
    making: string;
    cancel: string;
    /** Marks what is not the file itself. */
    badge: string;
    badgeHint: string;
    failed: string;
  };
  onMake: () => void;
  onCancel: () => void;
}

/** Offers a copy that plays, of a video that the browser cannot play; says so where one is played. */
export function PlayableCopy({ state, progress, labels, onMake, onCancel }: PlayableCopyProps) {
  if (state === 'none') return null;
  if (state === 'ready') {
    return (
      <span
        title={labels.badgeHint}
        className="rounded-sm bg-[#e0a869] px-1.5 text-2xs font-semibold text-[#14100c]"
      >
        {labels.badge}
      </span>
    );
  }
  if (state === 'making') {
    return (
      <span className="flex shrink-0 items-center gap-2 whitespace-nowrap text-xs" role="status">
        {labels.making}
        <ProgressBar label={labels.making} {...progress} className="w-24! bg-white/25" />
        <button type="button" className={BUTTON} onClick={onCancel}>
          <X size={13} aria-hidden="true" />
          {labels.cancel}
        </button>
      </span>
    );
  }
  return (
    <span title={labels.whyHint} className="flex flex-wrap items-center gap-2 text-xs">
      {state === 'failed' ? <span className="text-[#ffb9b0]">{labels.failed}</span> : labels.why}
      <button type="button" className={BUTTON} onClick={onMake}>
        <Clapperboard size={13} aria-hidden="true" />
        {labels.make}
      </button>
    </span>
  );
}
