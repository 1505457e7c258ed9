import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

interface TabItem {
  id: string;
  label: ReactNode;
  icon?: ReactNode;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  value: string;
  onValueChange: (id: string) => void;
  items: readonly TabItem[];
  orientation?: 'horizontal' | 'vertical';
  className?: string;
}

/** Tabs, in a row or as a list at the side. Only the chosen one is mounted. */
export function Tabs({
  label,
  value,
  onValueChange,
  items,
  orientation = 'horizontal',
  className,
}: TabsProps) {
  const isRow = orientation === 'horizontal';
  return (
    <Radix.Root
      value={value}
      onValueChange={onValueChange}
      orientation={orientation}
      className={cn('flex min-h-0', isRow ? 'flex-col' : 'gap-4', className)}
    >
      <Radix.List
        aria-label={label}
        className={cn('flex shrink-0 gap-0.5', isRow ? 'border-b border-line' : 'w-52 flex-col')}
      >
        {items.map((item) => (
          <Radix.Trigger
            key={item.id}
            value={item.id}
            className={cn(
              'flex h-8 items-center gap-2 px-2.5 text-ink-2 hover:text-ink data-[state=active]:font-medium',
              isRow
                ? '-mb-px border-b-2 border-transparent data-[state=active]:border-accent data-[state=active]:text-ink'
                : 'rounded-md text-start hover:bg-hover data-[state=active]:bg-accent-soft data-[state=active]:text-accent',
            )}
          >
            {item.icon}
            {item.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.id} value={item.id} className="min-h-0 min-w-0 flex-1">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
