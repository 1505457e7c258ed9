import { Link } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toStudioError } from '../../../core/errors.ts';
import type { ProjectId, Selection } from '../../../core/flow.ts';
import { useStudio } from '../../../state/studio.ts';
import { useErrorText } from '../../../state/use-error-text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useMethodName } from '../model/use-method-name.ts';

/** Asks which frames answer a question: draws how relevant each is, and chooses by it where the method can. */
export function QuestionBox({
  projectId,
  selection,
  onAsk,
}: {
  projectId: ProjectId;
  selection: Selection;
  /** `null` takes the question away. */
  onAsk: (question: string | null) => void;
}) {
  const { t } = useTranslation('frames');
  const { selecting } = useStudio();
  const [text, setText] = useState(selection.question ?? '');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const ask = async () => {
    const question = text.trim();
    setProblem(null);
    if (question === '') return onAsk(null);
    setBusy(true);
    try {
      // Whether the model reads texts shows before anything is saved.
      await selecting.signals(projectId, selection.videoId, question);
      onAsk(question);
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  const clear = () => {
    setText('');
    setProblem(null);
    onAsk(null);
  };
  return (
    <div className="mt-2 flex flex-col gap-1.5">
      <form
        className="flex items-center gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <span className="relative min-w-0 flex-1">
          <Search
            size={14}
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-ink-3"
          />
          <input
            className="control h-8 w-full ps-7 pe-2"
            aria-label={t('question.label')}
            placeholder={t('question.hint')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </span>
        <Button type="submit" busy={isBusy}>
          {t('question.ask')}
        </Button>
        {selection.question ? (
          <IconButton
            label={t('question.clear')}
            icon={<X size={14} aria-hidden="true" />}
            onClick={clear}
          />
        ) : null}
      </form>
      {problem === null ? (
        <Unused selection={selection} />
      ) : (
        <Problem problem={problem} modelId={selection.modelId ?? ''} />
      )}
    </div>
  );
}

function Unused({ selection }: { selection: Selection }) {
  const { t } = useTranslation('frames');
  const { selecting } = useStudio();
  const nameOf = useMethodName();
  const method = selecting.methods().find(({ id }) => id === selection.method);
  if (!selection.question || method?.takesQuestion) return null;
  return (
    <p className="text-sm text-ink-3">
      {t('question.unused', { method: nameOf(selection.method) })}
    </p>
  );
}

function Problem({ problem, modelId }: { problem: unknown; modelId: string }) {
  const { t } = useTranslation('frames');
  const errorText = useErrorText();
  if (toStudioError(problem, 'input/invalid').code !== 'model/no-text-tower')
    return (
      <p role="alert" className="text-sm text-bad">
        {errorText(problem).title}
      </p>
    );
  return (
    <p role="alert" className="text-sm text-ink-2">
      {t('question.noText', { model: modelId })}{' '}
      <Link to="/settings" search={{ section: 'models' }} className="text-accent underline">
        {t('question.models')}
      </Link>
    </p>
  );
}
