import { useTranslation } from 'react-i18next';
import { type EncodedError, encodeError, isErrorCode } from '../core/errors.ts';

export interface ErrorText {
  /** What happened. */
  title: string;
  /** What to do next. */
  next: string;
  code: string;
  /** The names and numbers of this occurrence, `name: value`, or nothing. */
  details?: string;
}

const isEncoded = (value: unknown): value is EncodedError =>
  typeof value === 'object' && value !== null && 'code' in value && isErrorCode(value.code);

/** Turns anything that was thrown, or an error stored with a job, into words in the person's language. */
export function useErrorText(): (error: unknown) => ErrorText {
  const { t } = useTranslation('errors');
  return (error) => {
    const { code, details } = isEncoded(error) ? error : encodeError(error);
    const facts = Object.entries(details ?? {}).filter(([, value]) => value !== null);
    return {
      title: t(`${code}.what`),
      next: t(`${code}.next`),
      code,
      ...(facts.length > 0
        ? { details: facts.map(([name, value]) => `${name}: ${value}`).join(' · ') }
        : {}),
    };
  };
}
