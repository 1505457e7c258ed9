import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';

export interface TooltipProps {
  label: ReactNode;
  hotkey?: string | null | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** One focusable element. */
  children: ReactNode;
}

/** A short explanation on hover and on focus. Needs `TooltipRoot` once above it. */
export function Tooltip({ label, hotkey, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="pop fade-in z-50 flex max-w-80 items-center gap-2 px-2 py-1 text-sm"
        >
          {label}
          {hotkey ? <Kbd keys={hotkey} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Shared delay of all tooltips; once, near the root (and around components in tests). */
export function TooltipRoot({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}
