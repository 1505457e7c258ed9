import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { setTask, setText, type TextField } from '../../../core/edit.ts';
import { WHOLE_DRAFT } from '../../../core/edit-evidence.ts';
import type { DraftBody } from '../../../core/flow.ts';
import { TASK_NAMES } from '../../../core/tasks.ts';
import { Combobox } from '../../../ui/Combobox.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useChange, useReview, useSession } from '../review-context.ts';
import { Heading } from './Heading.tsx';
import { OptionsEditor } from './OptionsEditor.tsx';
import { StepEvidence } from './StepEvidence.tsx';
import { StepsEditor } from './StepsEditor.tsx';

const TEXT_FIELDS: readonly TextField[] = ['question', 'caption', 'answer'];

/** The draft in place as fields. Ctrl/⌘ Enter saves, Esc leaves; both are keys of the screen. */
export function BodyEditor({ body }: { body: DraftBody }) {
  const { t } = useTranslation('review');
  const { session } = useReview();
  const change = useChange();
  const isRestored = useSession((state) => state.isRestored);
  const first = useRef<HTMLTextAreaElement>(null);
  const caretWanted = useSession((state) => state.caretWanted);
  useEffect(() => {
    if (!caretWanted) return;
    first.current?.focus();
    session.setState({ caretWanted: false });
  }, [session, caretWanted]);
  const fields = TEXT_FIELDS.filter((field) => body[field] !== null);
  return (
    <div className="flex flex-col gap-3">
      {isRestored ? (
        <p role="status" className="rounded-md bg-info-soft px-2.5 py-1.5 text-info">
          {t('said.restored')}
        </p>
      ) : null}
      <div className="flex flex-col gap-1">
        <Heading>{t('task.label')}</Heading>
        <Combobox
          label={t('task.label')}
          value={body.task}
          onValueChange={(task) => change((b) => setTask(b, task))}
          options={TASK_NAMES.map((name) => ({ value: name, label: name }))}
          placeholder={t('task.search')}
          emptyText={t('task.empty')}
          createLabel={(typed) => t('task.create', { typed })}
          className="w-fit"
        />
      </div>
      {fields.map((field, index) => (
        <TextArea
          key={field}
          ref={index === 0 ? first : null}
          label={t(field)}
          value={body[field] ?? ''}
          onValueChange={(text) => change((b) => setText(b, field, text))}
        />
      ))}
      <StepsEditor steps={body.steps} />
      {body.steps.length === 0 ? (
        <div>
          <Heading>{t('wholeDraft')}</Heading>
          <StepEvidence index={WHOLE_DRAFT} evidence={body.evidence} />
        </div>
      ) : null}
      {body.options ? <OptionsEditor options={body.options} correct={body.correctOption} /> : null}
    </div>
  );
}
