import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface SelectOption<Value extends string> {
  value: Value;
  label: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  /** Name for assistive technology; shown above unless `hideLabel`. */
  label: string;
  hideLabel?: boolean;
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  size?: 'sm' | 'md';
  disabled?: boolean;
  className?: string;
}

/** One of a few. Values must not be empty strings (Radix reserves them). */
export function Select<Value extends string>({
  label,
  hideLabel,
  value,
  onValueChange,
  options,
  placeholder,
  size = 'md',
  disabled = false,
  className,
}: SelectProps<Value>) {
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      {hideLabel ? null : (
        <span className="label" aria-hidden="true">
          {label}
        </span>
      )}
      <Radix.Root
        value={value ?? ''}
        onValueChange={(next) => onValueChange(next as Value)}
        disabled={disabled}
      >
        <Radix.Trigger
          aria-label={label}
          className={cn(
            'control inline-flex min-w-0 items-center justify-between gap-2 hover:bg-hover disabled:opacity-60',
            size === 'sm' && 'h-7 px-2 text-sm',
          )}
        >
          <span className="truncate">
            <Radix.Value placeholder={placeholder} />
          </span>
          <Radix.Icon>
            <ChevronDown size={14} aria-hidden="true" className="text-ink-3" />
          </Radix.Icon>
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            position="popper"
            sideOffset={4}
            className="pop fade-in z-50 max-h-[min(420px,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) overflow-hidden p-1"
          >
            <Radix.Viewport>
              {options.map((option) => (
                <Radix.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className="flex h-7 cursor-pointer select-none items-center gap-2 rounded-sm ps-7 pe-3 outline-none data-highlighted:bg-hover data-disabled:opacity-50"
                >
                  <Radix.ItemIndicator className="absolute left-2.5">
                    <Check size={14} aria-hidden="true" className="text-accent" />
                  </Radix.ItemIndicator>
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                </Radix.Item>
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </div>
  );
}
