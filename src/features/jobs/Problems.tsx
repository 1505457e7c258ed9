import { useTranslation } from 'react-i18next';
import type { Job } from '../../core/job.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { useRecipeWords } from '../../state/use-recipe-words.ts';

/** The parts of a job that failed while the rest went on: which, why, and what to do. */
export function Problems({ job }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const words = useRecipeWords();
  const errorText = useErrorText();
  const { state } = job;
  const problems = 'problems' in state ? (state.problems ?? []) : [];
  if (problems.length === 0) return null;
  const isAll = state.status === 'done' && problems.length === state.summary.requests;
  return (
    // Where nothing came of it, the reasons are the news.
    <details className="w-full" open={isAll}>
      <summary className="cursor-pointer text-warn">
        {t(isAll ? 'allFailed' : 'problems', { count: problems.length })}
      </summary>
      <ul className="ps-4">
        {problems.map(({ step, error }) => {
          const { title, next, code } = errorText(error);
          return (
            <li key={`${step} ${error.code} ${error.message}`} className="text-ink-2">
              <span className="mono">{words.step(step) ?? step}</span> {title} {next}{' '}
              <span className="mono text-ink-3">{code}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
