import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { WHOLE_DRAFT } from '../../../core/edit-evidence.ts';
import type { DraftBody } from '../../../core/flow.ts';
import { cn } from '../../../ui/cn.ts';
import { shownBody } from '../model/session-reducers.ts';
import { useReview } from '../review-context.ts';
import { CheckChips } from './CheckChips.tsx';
import { Heading } from './Heading.tsx';
import { StepCard } from './StepCard.tsx';
import { StepEvidence } from './StepEvidence.tsx';

export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The draft to read. A double click anywhere in it begins editing. */
export function BodyView({ body }: { body: DraftBody }) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const article = useRef<HTMLElement>(null);
  // A shortcut beside the Edit button and its key, so the element stays plain text for assistive technology.
  useEffect(() => {
    const edit = () =>
      session.setState((state) => ({ edit: shownBody(state), showDiff: false, caretWanted: true }));
    const element = article.current;
    element?.addEventListener('dblclick', edit);
    return () => element?.removeEventListener('dblclick', edit);
  }, [session]);
  const steps = body.steps.map((step, index) => ({ ...step, index, key: `step-${index}` }));
  return (
    <article ref={article}>
      {body.question === null ? null : (
        <>
          <Heading>{t('question')}</Heading>
          <p className="mt-0.5 mb-3.5 whitespace-pre-wrap break-words text-lg font-semibold tracking-[-0.011em] text-pretty">
            {body.question}
          </p>
        </>
      )}
      {body.caption === null ? null : (
        <>
          <Heading>{t('caption')}</Heading>
          <p className="mt-0.5 mb-3.5 whitespace-pre-wrap break-words text-md text-pretty">
            {body.caption}
          </p>
        </>
      )}
      {body.answer === null ? null : (
        <>
          <Heading>{t('answer')}</Heading>
          <p className="mt-0.5 mb-4 whitespace-pre-wrap break-words text-md text-pretty">
            {body.answer}
          </p>
        </>
      )}
      {steps.length > 0 ? (
        <>
          <Heading>{t('reasoning')}</Heading>
          <ol className="-mx-2.5 mt-1 mb-3">
            {steps.map((step) => (
              <StepCard key={step.key} index={step.index} step={step} />
            ))}
          </ol>
        </>
      ) : (
        <div className="mb-3.5">
          <Heading>{t('wholeDraft')}</Heading>
          <StepEvidence index={WHOLE_DRAFT} evidence={body.evidence} />
        </div>
      )}
      {body.options ? <OptionList options={body.options} correct={body.correctOption} /> : null}
      <CheckChips />
    </article>
  );
}

function OptionList({ options, correct }: { options: readonly string[]; correct: number | null }) {
  const { t } = useTranslation('review');
  const rows = options.map((text, index) => ({
    text,
    index,
    letter: LETTERS[index] ?? String(index + 1),
  }));
  return (
    <div className="mb-3.5">
      <Heading>{t('options')}</Heading>
      <ol className="mt-1 grid gap-1">
        {rows.map(({ text, index, letter }) => (
          <li
            key={letter}
            className={cn(
              'flex gap-2.5 rounded-md border px-2.5 py-1',
              index === correct ? 'border-transparent bg-ok-soft' : 'border-line',
            )}
          >
            <b className={cn('mono leading-5', index === correct ? 'text-ok' : 'text-ink-3')}>
              {letter}
            </b>
            <span className="min-w-0 flex-1 break-words">{text}</span>
            {index === correct ? (
              <span className="text-sm text-ok">✓ {t('option.correct')}</span>
            ) : null}
          </li>
        ))}
      </ol>
    </div>
  );
}
