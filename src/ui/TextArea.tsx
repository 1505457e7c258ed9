import type { Ref, TextareaHTMLAttributes } from 'react';
import { cn } from './cn.ts';
import { Field, type FieldProps } from './Field.tsx';

export interface TextAreaProps
  extends FieldProps,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value' | 'className'> {
  value: string;
  onValueChange: (value: string) => void;
  mono?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

/**
 * Text of several lines that grows with its content. The height comes from a hidden twin of the text in the same grid
 * cell, so that nothing is measured by script.
 */
export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  className,
  value,
  onValueChange,
  mono,
  rows = 1,
  ...rest
}: TextAreaProps) {
  const shape = cn(
    'col-start-1 row-start-1 w-full min-w-0 whitespace-pre-wrap break-words rounded-md border px-2.5 py-1.5',
    mono ? 'mono leading-5' : 'text-base',
  );
  return (
    <Field {...{ label, hideLabel, hint, error, className }}>
      {(ids) => (
        <div className="grid">
          <div aria-hidden="true" className={cn(shape, 'invisible')}>{`${value}\n`}</div>
          <textarea
            {...ids}
            rows={rows}
            value={value}
            onChange={(event) => onValueChange(event.currentTarget.value)}
            className={cn(
              shape,
              'resize-none overflow-hidden border-line-strong bg-surface text-ink',
              ids['aria-invalid'] && 'border-bad',
            )}
            {...rest}
          />
        </div>
      )}
    </Field>
  );
}
