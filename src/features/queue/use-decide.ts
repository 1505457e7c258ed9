import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionContext, DecisionInput, DraftId, ProjectId } from '../../core/flow.ts';
import { usePreferences } from '../../state/preferences.ts';
import { trackSave } from '../../state/saved.ts';
import { useStudio } from '../../state/studio.ts';
import { useErrorText } from '../../state/use-error-text.ts';
import { notify, notifyError } from '../../ui/toasts.tsx';
import { decideMany, undoMany } from './decide-many.ts';

export type BulkVerdict = 'accept' | 'reject' | 'skip' | 'flag';
type BulkInput = DecisionInput & { verdict: BulkVerdict };

export interface Deciding {
  /** `null` = nothing is being decided. */
  progress: { done: number; total: number } | null;
  stop(): void;
  /** Decides all of them and offers to take it back. */
  decide(seqs: readonly number[], input: BulkInput, via: DecisionContext['via']): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** Decisions of the queue: one or many, one run at a time, each written before the next. */
export function useDecide(projectId: ProjectId): Deciding {
  const { store, clock } = useStudio();
  const { t } = useTranslation('queue');
  const errorText = useErrorText();
  const annotator = usePreferences((state) => state.annotator);
  const [progress, setProgress] = useState<Deciding['progress']>(null);
  const running = useRef<AbortController | null>(null);
  const context = (via: DecisionContext['via']) => (): DecisionContext => ({
    annotator,
    atMs: clock.nowMs(),
    dwellMs: null,
    via,
  });

  const reporting = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      const { title, next } = errorText(error);
      notifyError(title, { description: next });
    }
  };

  const takeBack = (decided: readonly DraftId[]) =>
    reporting(async () => {
      const undone = await trackSave(
        undoMany(store, { projectId, decided, context: context('mouse') }),
      );
      if (undone > 0) notify(t('bulk.undone', { count: undone }));
      if (undone < decided.length) notifyError(t('bulk.undoMissed'));
    });

  const decide: Deciding['decide'] = async (seqs, input, via) => {
    if (running.current || seqs.length === 0) return;
    const abort = new AbortController();
    running.current = abort;
    const decided: DraftId[] = [];
    const onProgress = (done: number) => setProgress({ done, total: seqs.length });
    await reporting(async () => {
      const work = {
        projectId,
        seqs,
        input,
        context: context(via),
        signal: abort.signal,
        onProgress,
      };
      decided.push(...(await trackSave(decideMany(store, work))));
    });
    running.current = null;
    setProgress(null);
    if (decided.length === 0) return;
    const action = { label: t('bulk.undo'), onClick: () => void takeBack(decided) };
    notify(t(`bulk.done.${input.verdict}`, { count: decided.length }), { action });
  };

  const undo = () =>
    reporting(async () => {
      const undone = await trackSave(store.decisions.undo(projectId, context('key')()));
      notify(undone ? t('bulk.undone', { count: 1 }) : t('bulk.nothingToUndo'));
    });
  const redo = () =>
    reporting(async () => {
      const redone = await trackSave(store.decisions.redo(projectId, context('key')()));
      notify(redone ? t('bulk.redone') : t('bulk.nothingToRedo'));
    });

  return { progress, stop: () => running.current?.abort(), decide, undo, redo };
}
