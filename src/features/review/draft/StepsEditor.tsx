import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { addStep } from '../../../core/edit-steps.ts';
import type { ReasoningStep } from '../../../core/flow.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChange } from '../review-context.ts';
import { Heading } from './Heading.tsx';
import { type FocusStep, StepEditor } from './StepEditor.tsx';

/** The reasoning steps as fields that can be split, merged, moved and deleted. */
export function StepsEditor({ steps }: { steps: readonly ReasoningStep[] }) {
  const { t } = useTranslation('review');
  const change = useChange();
  const list = useRef<HTMLOListElement>(null);
  const focusStep: FocusStep = (index, cursor) => {
    // After React has drawn the new list.
    requestAnimationFrame(() => {
      const field = list.current?.querySelectorAll('textarea')[index];
      field?.focus();
      if (cursor !== undefined) field?.setSelectionRange(cursor, cursor);
    });
  };
  const rows = steps.map((step, index) => ({ step, index, key: `step-${index}` }));
  return (
    <div>
      <Heading>{t('reasoning')}</Heading>
      <p className="text-sm text-ink-3">{t('step.hint')}</p>
      <ol ref={list} className="-mx-2.5 my-1">
        {rows.map(({ step, index, key }) => (
          <StepEditor
            key={key}
            index={index}
            step={step}
            count={steps.length}
            focusStep={focusStep}
          />
        ))}
      </ol>
      <Button
        size="sm"
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={() => {
          change((body) => addStep(body, body.steps.length));
          focusStep(steps.length);
        }}
      >
        {t('step.add')}
      </Button>
    </div>
  );
}
