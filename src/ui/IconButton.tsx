import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cn } from './cn.ts';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'children'> {
  /** The name for assistive technology, shown as a tooltip too. */
  label: string;
  icon: ReactNode;
  hotkey?: string | null | undefined;
  size?: 'sm' | 'md' | undefined;
  tone?: 'plain' | 'danger' | undefined;
  pressed?: boolean | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** A square button with an icon. `pressed` makes it a toggle. */
export function IconButton({
  label,
  icon,
  hotkey,
  size = 'md',
  tone = 'plain',
  pressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} hotkey={hotkey}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={hotkey?.replace('Mod', 'Control')}
        className={cn(
          'inline-grid shrink-0 place-items-center rounded-md border border-transparent transition-colors hover:bg-hover disabled:cursor-not-allowed disabled:opacity-45',
          size === 'sm' ? 'size-6' : 'size-8',
          pressed
            ? 'bg-accent-soft text-accent'
            : tone === 'danger'
              ? 'text-bad'
              : 'text-ink-2 hover:text-ink',
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
