import { Slider as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface SliderProps {
  label: string;
  value: number;
  onValueChange: (value: number) => void;
  /** After dragging or a key: for what is dear to compute. */
  onValueCommit?: (value: number) => void;
  min: number;
  max: number;
  step: number;
  /** How the number is shown, with its unit; read out too. */
  format?: (value: number) => string;
  disabled?: boolean;
}

/** Sliders below each other: names, tracks and values share their columns, and the longest name is shown whole. */
export function Sliders({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-[fit-content(50%)_minmax(72px,1fr)_auto] gap-x-3">
      {children}
    </div>
  );
}

/** A bounded number with its value beside it: one row of `Sliders`. Arrow keys move it by a step. */
export function Slider({
  label,
  value,
  onValueChange,
  onValueCommit,
  min,
  max,
  step,
  format = String,
  disabled = false,
}: SliderProps) {
  return (
    <div className="col-span-3 grid min-h-7 grid-cols-subgrid items-center">
      <span className="text-ink-2" aria-hidden="true">
        {label}
      </span>
      <Radix.Root
        value={[value]}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        onValueChange={([next]) => next !== undefined && onValueChange(next)}
        onValueCommit={([next]) => next !== undefined && onValueCommit?.(next)}
        className="relative flex h-5 touch-none select-none items-center data-disabled:opacity-50"
      >
        <Radix.Track className="relative h-1 flex-1 rounded-full bg-hover">
          <Radix.Range className="absolute h-full rounded-full bg-accent" />
        </Radix.Track>
        <Radix.Thumb
          aria-label={label}
          aria-valuetext={format(value)}
          className="block size-3 rounded-full border-2 border-surface bg-ink"
        />
      </Radix.Root>
      <span className="mono text-end text-ink">{format(value)}</span>
    </div>
  );
}
