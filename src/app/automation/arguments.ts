import { StudioError } from '../../core/errors.ts';

/** What compiled code is sure of and a script is not: each throws `input/invalid`, naming the argument. */

export function fileArgument(value: unknown): File {
  if (value instanceof File) return value;
  throw wrong('file', 'a File');
}

export function listArgument<T>(name: string, value: readonly T[]): readonly T[] {
  if (Array.isArray(value)) return value;
  throw wrong(name, 'an array');
}

export function oneOf<T extends string>(name: string, value: T, known: readonly T[]): T {
  if (known.includes(value)) return value;
  throw wrong(name, `one of ${known.join(', ')}`);
}

/** A finite number above 0. */
export function positiveNumber(name: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw wrong(name, 'a number above 0');
}

export function textArgument(name: string, value: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw wrong(name, 'a text that is not empty');
}

export function objectArgument<T extends object>(name: string, value: T): T {
  if (typeof value === 'object' && value !== null) return value;
  throw wrong(name, 'an object');
}

function wrong(argument: string, expected: string): StudioError {
  return new StudioError('input/invalid', `"${argument}" must be ${expected}.`, {
    details: { argument },
  });
}
