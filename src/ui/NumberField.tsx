import { useState } from 'react';
import { cn } from './cn.ts';
import { Field, type FieldProps } from './Field.tsx';

export interface NumberFieldProps extends FieldProps {
  /** `null` = empty. */
  value: number | null;
  onValueChange: (value: number | null) => void;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
  /** Shown after the number: `s`, `px`, `USD / 1M`. */
  unit?: string | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
}

const clamp = (value: number, min = -Infinity, max = Infinity) =>
  Math.min(max, Math.max(min, value));

/** A number that may be half typed: what is typed stays as it is, the value follows when it is a number, bounds apply on leaving. */
export function NumberField({
  label,
  hideLabel,
  hint,
  error,
  className,
  value,
  onValueChange,
  unit,
  ...rest
}: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? (value === null ? '' : String(value));
  return (
    <Field {...{ label, hideLabel, hint, error, className }}>
      {(ids) => (
        <div className="relative">
          <input
            {...ids}
            type="number"
            inputMode="decimal"
            value={shown}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setDraft(text);
              if (text === '') onValueChange(null);
              else if (Number.isFinite(Number(text)))
                onValueChange(clamp(Number(text), rest.min, rest.max));
            }}
            onBlur={() => setDraft(null)}
            className={cn(
              'control tabular w-full',
              unit && 'pe-16',
              ids['aria-invalid'] && 'border-bad',
            )}
            {...rest}
          />
          {unit ? (
            <span className="pointer-events-none absolute inset-y-0 end-7 grid place-items-center text-sm text-ink-3">
              {unit}
            </span>
          ) : null}
        </div>
      )}
    </Field>
  );
}
