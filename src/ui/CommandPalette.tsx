import { Command } from 'cmdk';
import { Dialog as Radix } from 'radix-ui';
import { Kbd } from './Kbd.tsx';

export interface PaletteCommand {
  id: string;
  label: string;
  group: string;
  hotkey?: string | null;
  keywords?: string[];
  run: () => void;
}

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Name of the dialog. */
  label: string;
  placeholder: string;
  emptyText: string;
  commands: readonly PaletteCommand[];
}

/** Every command by name. Enter runs it after the palette has closed, so that it can move the focus. */
export function CommandPalette({
  open,
  onOpenChange,
  label,
  placeholder,
  emptyText,
  commands,
}: CommandPaletteProps) {
  const groups = [...new Set(commands.map((command) => command.group))];
  const runCommand = (command: PaletteCommand) => {
    onOpenChange(false);
    requestAnimationFrame(() => command.run());
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fade-in fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="pop fade-in fixed left-1/2 top-[14vh] z-40 w-[560px] max-w-[94vw] -translate-x-1/2 overflow-hidden"
        >
          <Radix.Title className="sr-only">{label}</Radix.Title>
          <Command label={label}>
            <Command.Input
              placeholder={placeholder}
              className="h-11 w-full border-b border-line bg-transparent px-4 text-md outline-none"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-4 text-ink-3">{emptyText}</Command.Empty>
              {groups.map((group) => (
                <Command.Group
                  key={group}
                  heading={group}
                  className="[&_[cmdk-group-heading]]:label [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1"
                >
                  {commands
                    .filter((command) => command.group === group)
                    .map((command) => (
                      <Command.Item
                        key={command.id}
                        value={command.id}
                        keywords={[command.label, ...(command.keywords ?? [])]}
                        onSelect={() => runCommand(command)}
                        className="flex h-8 cursor-pointer items-center gap-2 rounded-md px-2.5 data-[selected=true]:bg-hover"
                      >
                        <span className="flex-1 truncate">{command.label}</span>
                        {command.hotkey ? <Kbd keys={command.hotkey} /> : null}
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
