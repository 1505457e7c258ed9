import { cn } from './cn.ts';
import { IS_MAC, keyLabel } from './key-label.ts';

/**
 * A key cap. Decoration for the eye: the control that carries it says the key to assistive technology with
 * `aria-keyshortcuts`.
 * @param keys as in `keyLabel`: `A`, `Mod+k`, `Shift+Tab`
 */
export function Kbd({ keys, inherit = false }: { keys: string; inherit?: boolean }) {
  return (
    <span aria-hidden="true" className="inline-flex shrink-0">
      <kbd
        className={cn(
          'min-w-[18px] rounded-sm border px-1 text-center font-mono text-2xs font-semibold leading-4',
          inherit
            ? 'border-current/35 bg-current/10 text-inherit'
            : 'border-line-strong bg-hover text-ink-2',
        )}
      >
        {keyLabel(keys, IS_MAC)}
      </kbd>
    </span>
  );
}
