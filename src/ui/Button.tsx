import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cn } from './cn.ts';
import { Kbd } from './Kbd.tsx';
import { Spinner } from './Spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent font-semibold text-accent-ink hover:bg-accent-strong',
  secondary: 'border-line-strong bg-raised text-ink hover:bg-hover',
  ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'border-bad bg-bad-soft text-bad hover:bg-hover',
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant | undefined;
  size?: 'sm' | 'md' | undefined;
  icon?: ReactNode;
  /** Shown as a key cap and announced; the handler is registered by the screen (`state/use-hotkeys.ts`). */
  hotkey?: string | null | undefined;
  /** Shows a spinner and refuses clicks, without losing its width or the focus. */
  busy?: boolean | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** The one button. Height 32 px, or 28 px as `sm`. `type` is `button` unless a form says otherwise. */
export function Button({
  variant = 'secondary',
  size = 'md',
  icon,
  hotkey,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      aria-keyshortcuts={hotkey?.replace('Mod', 'Control')}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cn(
        'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium transition-colors',
        'disabled:cursor-not-allowed disabled:border-line disabled:bg-transparent disabled:font-medium disabled:text-ink-3 disabled:opacity-60',
        size === 'sm' ? 'h-7 px-2 text-sm' : 'h-8 px-3 text-base',
        VARIANTS[variant],
        className,
      )}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {hotkey ? <Kbd keys={hotkey} inherit={variant === 'primary'} /> : null}
      {children}
    </button>
  );
}
