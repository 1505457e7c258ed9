import type { InputHTMLAttributes, Ref } from 'react';
import { cn } from './cn.ts';
import { Field, type FieldProps } from './Field.tsx';

export interface TextFieldProps
  extends FieldProps,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'className'> {
  value: string;
  onValueChange: (value: string) => void;
  /** Ids, addresses, keys. */
  mono?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({
  label,
  hideLabel,
  hint,
  error,
  className,
  value,
  onValueChange,
  mono,
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, hideLabel, hint, error, className }}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          value={value}
          onChange={(event) => onValueChange(event.currentTarget.value)}
          className={cn('control w-full', mono && 'mono', ids['aria-invalid'] && 'border-bad')}
          {...rest}
        />
      )}
    </Field>
  );
}
