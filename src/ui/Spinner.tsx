import { LoaderCircle } from 'lucide-react';

/** A turning circle. With a label it is announced; without one it decorates something that says it already. */
export function Spinner({ label, sizePx = 14 }: { label?: string; sizePx?: number }) {
  return (
    <span role={label ? 'status' : undefined} className="inline-flex items-center gap-2 text-ink-2">
      <LoaderCircle aria-hidden="true" size={sizePx} className="animate-spin" />
      {label ? <span>{label}</span> : null}
    </span>
  );
}
