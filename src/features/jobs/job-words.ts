import { useTranslation } from 'react-i18next';
import type { Job, Progress } from '../../core/job.ts';
import { useRecipeWords } from '../../state/use-recipe-words.ts';
import { formatCount } from '../../ui/format.ts';

const STEPS = ['start', 'decode', 'embed', 'select', 'shots'] as const;
const UNITS = ['frames', 'pictures', 'requests', 'video'] as const;

const known = <T extends string>(list: readonly T[], value: string): T | null =>
  list.find((item) => item === value) ?? null;

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Jobs in words of the person's language. Steps and units that have no words yet are shown by their code. */
export function useJobWords() {
  const { t, i18n } = useTranslation('jobs');
  const recipes = useRecipeWords();
  const locale = i18n.language;
  const count = (value: number) => formatCount(value, locale);
  return {
    step(progress: Progress): string {
      const step = known(STEPS, progress.step);
      if (step) return t(`step.${step}`);
      return recipes.step(progress.step) ?? progress.step;
    },
    progress({ done, total, unit }: Progress): string {
      const name = known(UNITS, unit);
      const words = name ? t(`unit.${name}`) : unit;
      return total === null
        ? t('progressOpen', { done: count(done), unit: words })
        : t('progress', { done: count(done), total: count(total), unit: words });
    },
    /** What a finished job made. */
    summary(job: Job): string[] {
      if (job.state.status !== 'done') return [];
      const { core, frames, drafts, requests, fromMemo } = job.state.summary;
      if (job.spec.kind === 'prepare') {
        return [
          t('summary.prepare', { core: count(numberOf(core)), frames: count(numberOf(frames)) }),
        ];
      }
      if (job.spec.kind === 'shots') {
        const { cuts } = job.state.summary;
        return [t('summary.shots', { count: numberOf(cuts), frames: count(numberOf(frames)) })];
      }
      const made = t('summary.draft', { count: numberOf(drafts) });
      if (numberOf(fromMemo) === 0) return [made];
      return [
        made,
        t('summary.memo', { fromMemo: numberOf(fromMemo), requests: numberOf(requests) }),
      ];
    },
  };
}
