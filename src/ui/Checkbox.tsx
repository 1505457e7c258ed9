import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export interface CheckboxProps {
  label: ReactNode;
  hideLabel?: boolean;
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  className?: string;
}

/** A box to tick, with its label; `indeterminate` where some of many are ticked. */
export function Checkbox({
  label,
  hideLabel = false,
  checked,
  onCheckedChange,
  disabled = false,
  className,
}: CheckboxProps) {
  const id = useId();
  return (
    <span className={cn('inline-flex items-center gap-2', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        className="grid size-4 shrink-0 place-items-center rounded-xs border border-line-strong bg-surface text-accent-ink data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent disabled:opacity-50"
      >
        <Radix.Indicator>
          {checked === 'indeterminate' ? (
            <Minus size={12} aria-hidden="true" strokeWidth={3} />
          ) : (
            <Check size={12} aria-hidden="true" strokeWidth={3} />
          )}
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={cn(hideLabel && 'sr-only', disabled && 'text-ink-3')}>
        {label}
      </label>
    </span>
  );
}
