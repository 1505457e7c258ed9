import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alignSteps, diffBodies, evidenceChange } from '../../../core/diff.ts';
import { bodyOf, machineBody } from '../../../core/edit.ts';
import type { DraftBody } from '../../../core/flow.ts';
import { isSameJson } from '../../../core/review.ts';
import { storeKey } from '../../../state/queries.ts';
import { useStudio } from '../../../state/studio.ts';
import { Button } from '../../../ui/Button.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { shownBody } from '../model/session-reducers.ts';
import { useReview, useSession } from '../review-context.ts';
import { LETTERS } from './BodyView.tsx';
import { Heading } from './Heading.tsx';
import { wordDiff } from './word-diff.ts';

/** What people changed of the machine's draft, or how a new draft differs from the old one, word by word. */
export function DiffView() {
  const { t } = useTranslation('review');
  const { store } = useStudio();
  const { projectId, session, navigator } = useReview();
  const redraftOf = useSession((state) => state.redraftOf);
  const view = useSession((state) => state.card?.view ?? null);
  const now = useSession(shownBody);
  const { data: events } = useQuery({
    queryKey: storeKey('decisions', projectId, view?.id, 'history'),
    queryFn: () => (view ? store.decisions.history(projectId, view.id) : []),
  });
  if (!view || !now) return null;
  if (!events) return <Skeleton className="h-40" />;
  const before = redraftOf ? bodyOf(redraftOf) : machineBody(view, events);
  return (
    <div className="flex flex-col gap-3.5">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-semibold">{t(redraftOf ? 'diff.redraft' : 'diff.title')}</h3>
        {redraftOf ? (
          <Button size="sm" variant="ghost" onClick={() => void navigator.open(redraftOf)}>
            {t('diff.openOld')}
          </Button>
        ) : null}
        <Button size="sm" onClick={() => session.setState({ showDiff: false, redraftOf: null })}>
          {t('diff.close')}
        </Button>
      </div>
      {isSameJson(before, now) ? (
        <p className="text-ink-2">{t(redraftOf ? 'diff.redraftSame' : 'diff.none')}</p>
      ) : (
        <Changes before={before} after={now} />
      )}
    </div>
  );
}

function Changes({ before, after }: { before: DraftBody; after: DraftBody }) {
  const { t } = useTranslation('review');
  const diff = diffBodies(before, after);
  return (
    <>
      {diff.texts.map(({ field, before: old, after: text }) => (
        <div key={field}>
          <Heading>{field === 'task' ? t('task.label') : t(field)}</Heading>
          <Words before={old} after={text} />
        </div>
      ))}
      {diff.steps.length > 0 ? <Steps before={before} after={after} /> : null}
      {diff.options.length > 0 ? (
        <div>
          <Heading>{t('options')}</Heading>
          {diff.options.map((option, index) => (
            <div key={LETTERS[index]} className="flex gap-2">
              <b className="mono leading-5 text-ink-3">{LETTERS[index]}</b>
              <Words before={option.before ?? ''} after={option.after ?? ''} />
              {option.wasCorrect || option.isCorrect ? (
                <span className="text-sm">
                  <Words
                    before={option.wasCorrect ? t('option.correct') : ''}
                    after={option.isCorrect ? t('option.correct') : ''}
                  />
                </span>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
    </>
  );
}

function Steps({ before, after }: { before: DraftBody; after: DraftBody }) {
  const { t } = useTranslation('review');
  const pairs = alignSteps(before.steps, after.steps);
  return (
    <div>
      <Heading>{t('reasoning')}</Heading>
      <ol className="flex flex-col gap-1.5">
        {pairs.map((pair) => {
          const old = pair.before === null ? undefined : before.steps[pair.before];
          const now = pair.after === null ? undefined : after.steps[pair.after];
          const { added, removed } = evidenceChange(old?.evidence ?? [], now?.evidence ?? []);
          return (
            <li key={`${pair.before}-${pair.after}`} className="flex gap-2">
              <b className="mono w-4 shrink-0 leading-5 text-ink-3">
                {pair.after === null ? '–' : pair.after + 1}
              </b>
              <div className="min-w-0 flex-1">
                <Words before={old?.text ?? ''} after={now?.text ?? ''} />
                <p className="text-sm text-info">
                  {[
                    pair.moved && pair.before !== null
                      ? t('diff.moved', { from: pair.before + 1 })
                      : null,
                    added.length + removed.length > 0
                      ? t('diff.evidence', { added: added.length, removed: removed.length })
                      : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Underlined green = added, struck red = removed: not by colour alone. */
function Words({ before, after }: { before: string; after: string }) {
  const parts = wordDiff(before, after).map((part, index) => ({
    ...part,
    key: `${index}${part.kind}`,
  }));
  return (
    <p className="whitespace-pre-wrap break-words text-md">
      {parts.map(({ text, kind, key }) =>
        kind === 'same' ? (
          <span key={key}>{text}</span>
        ) : kind === 'added' ? (
          <ins key={key} className="rounded-xs bg-ok-soft text-ok underline decoration-1">
            {text}
          </ins>
        ) : (
          <del key={key} className="rounded-xs bg-bad-soft text-bad line-through">
            {text}
          </del>
        ),
      )}
    </p>
  );
}
