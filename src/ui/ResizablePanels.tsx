import { Fragment, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { cn } from './cn.ts';

interface ResizablePanel {
  id: string;
  /** Percent of the group, `30`, or pixels, `"320px"`; a panel measured in pixels keeps them when the window changes. */
  defaultSize?: number | string;
  minSize?: number | string;
  maxSize?: number | string;
  content: ReactNode;
}

export interface ResizablePanelsProps {
  /** Under which the sizes are remembered on this device. */
  id: string;
  panels: readonly ResizablePanel[];
  orientation?: 'horizontal' | 'vertical';
  /** Name of the handles for assistive technology. */
  handleLabel: string;
  className?: string;
}

/** Panels with handles between them, moved by mouse or arrow keys; sizes are remembered. */
export function ResizablePanels({
  id,
  panels,
  orientation = 'horizontal',
  handleLabel,
  className,
}: ResizablePanelsProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `panels:${id}`,
    storage: localStorage,
    panelIds: panels.map((panel) => panel.id),
  });
  return (
    <Group
      orientation={orientation}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
      className={cn('min-h-0 min-w-0', className)}
    >
      {panels.map((panel, index) => (
        <Fragment key={panel.id}>
          {index > 0 ? (
            <Separator
              aria-label={handleLabel}
              className={cn(
                'group grid place-items-center outline-none',
                orientation === 'horizontal' ? 'w-2.5' : 'h-2.5',
              )}
            >
              <span
                className={cn(
                  'rounded-full bg-transparent transition-colors group-hover:bg-line-strong group-focus-visible:bg-accent group-data-[separator=active]:bg-accent',
                  orientation === 'horizontal' ? 'h-10 w-1' : 'h-1 w-10',
                )}
              />
            </Separator>
          ) : null}
          <Panel
            id={panel.id}
            {...sizes(panel)}
            groupResizeBehavior={
              isPixels(panel.defaultSize) ? 'preserve-pixel-size' : 'preserve-relative-size'
            }
            className="min-h-0 min-w-0"
          >
            {panel.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

const isPixels = (size: number | string | undefined): boolean =>
  typeof size === 'string' && size.endsWith('px');

/** In version 4 a bare number means pixels; here it means percent, as people think of panels. */
function sizes({ defaultSize, minSize, maxSize }: ResizablePanel): Record<string, string> {
  const given = { defaultSize, minSize, maxSize };
  const entries = Object.entries(given).filter(
    (entry): entry is [string, number | string] => entry[1] !== undefined,
  );
  return Object.fromEntries(
    entries.map(([name, size]) => [name, typeof size === 'number' ? `${size}%` : size]),
  );
}
