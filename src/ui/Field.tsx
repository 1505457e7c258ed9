import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export interface FieldProps {
  label: ReactNode;
  /** Keeps the label for assistive technology only. */
  hideLabel?: boolean | undefined;
  hint?: ReactNode;
  /** Says what is wrong and how to mend it; turns the control red. */
  error?: ReactNode;
  className?: string | undefined;
}

interface FieldFrameProps extends FieldProps {
  children: (ids: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': true | undefined;
  }) => ReactNode;
}

/** Label above, control, then hint and error below, wired together for assistive technology. */
export function Field({ label, hideLabel, hint, error, className, children }: FieldFrameProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(hint) || Boolean(error);
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={cn(hideLabel ? 'sr-only' : 'label')}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hasNote ? (
        <p id={noteId} className={cn('text-sm', error ? 'text-bad' : 'text-ink-3')}>
          {error ?? hint}
        </p>
      ) : null}
    </div>
  );
}
