import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { Kbd } from './Kbd.tsx';

export type MenuItem =
  | {
      kind?: 'action';
      id: string;
      label: ReactNode;
      icon?: ReactNode;
      hotkey?: string | null;
      danger?: boolean;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { kind: 'check'; id: string; label: ReactNode; checked: boolean; onSelect: () => void }
  | { kind: 'separator'; id: string }
  | { kind: 'heading'; id: string; label: ReactNode };

const ROW =
  'relative flex h-7 cursor-pointer select-none items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-hover data-disabled:cursor-default data-disabled:opacity-50';

/** A menu that drops from its trigger: actions, choices, headings. `trigger` is one button. */
export function Menu({
  trigger,
  items,
  align = 'end',
}: {
  trigger: ReactNode;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="pop fade-in z-50 max-h-[min(480px,var(--radix-dropdown-menu-content-available-height))] min-w-44 overflow-y-auto p-1"
        >
          {items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Row({ item }: { item: MenuItem }) {
  if (item.kind === 'separator') return <Radix.Separator className="my-1 h-px bg-line" />;
  if (item.kind === 'heading')
    return <Radix.Label className="label px-2 py-1">{item.label}</Radix.Label>;
  if (item.kind === 'check') {
    return (
      <Radix.CheckboxItem className={ROW} checked={item.checked} onSelect={item.onSelect}>
        <span className="w-4 text-accent">
          <Radix.ItemIndicator>✓</Radix.ItemIndicator>
        </span>
        {item.label}
      </Radix.CheckboxItem>
    );
  }
  return (
    <Radix.Item
      className={cn(ROW, item.danger && 'text-bad')}
      disabled={item.disabled ?? false}
      onSelect={item.onSelect}
    >
      {item.icon ? <span className="w-4">{item.icon}</span> : null}
      <span className="flex-1">{item.label}</span>
      {item.hotkey ? <Kbd keys={item.hotkey} /> : null}
    </Radix.Item>
  );
}
