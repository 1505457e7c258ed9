import { Command } from 'cmdk';
import { Check, ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { cn } from './cn.ts';

interface ComboboxOption {
  value: string;
  label: string;
  /** More words that find it. */
  keywords?: string[];
}

export interface ComboboxProps {
  label: string;
  value: string | null;
  onValueChange: (value: string) => void;
  options: readonly ComboboxOption[];
  placeholder: string;
  /** Shown when nothing matches. */
  emptyText: string;
  /** Offers what was typed as a new value; gets the typed text, returns the row's text. */
  createLabel?: (typed: string) => string;
  className?: string;
}

/** One of many, found by typing; can take a value that is not in the list. */
export function Combobox({
  label,
  value,
  onValueChange,
  options,
  placeholder,
  emptyText,
  createLabel,
  className,
}: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const current = options.find((option) => option.value === value);
  const choose = (next: string) => {
    onValueChange(next);
    setOpen(false);
    setTyped('');
  };
  const isNew = typed.trim() !== '' && !options.some((option) => option.value === typed.trim());
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={label}
        className={cn(
          'control inline-flex min-w-40 items-center justify-between gap-2 hover:bg-hover',
          className,
        )}
      >
        <span className={cn('truncate', !value && 'text-ink-3')}>
          {current?.label ?? value ?? placeholder}
        </span>
        <ChevronsUpDown size={14} aria-hidden="true" className="text-ink-3" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content align="start" sideOffset={4} className="pop fade-in z-50 w-72">
          <Command label={label}>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder={placeholder}
              className="h-9 w-full rounded-t-lg border-b border-line bg-transparent px-3"
            />
            <Command.List className="max-h-72 overflow-y-auto p-1">
              {createLabel && isNew ? null : (
                <Command.Empty className="px-2 py-3 text-ink-3">{emptyText}</Command.Empty>
              )}
              {options.map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.value}
                  keywords={[option.label, ...(option.keywords ?? [])]}
                  onSelect={() => choose(option.value)}
                  className="flex h-7 cursor-pointer items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-hover"
                >
                  <span className="w-4">
                    {option.value === value ? (
                      <Check size={14} aria-hidden="true" className="text-accent" />
                    ) : null}
                  </span>
                  {option.label}
                </Command.Item>
              ))}
              {createLabel && isNew ? (
                <Command.Item
                  forceMount
                  value={`create:${typed}`}
                  onSelect={() => choose(typed.trim())}
                  className="flex h-7 cursor-pointer items-center rounded-sm px-2 text-accent data-[selected=true]:bg-hover"
                >
                  {createLabel(typed.trim())}
                </Command.Item>
              ) : null}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
