import { useQueries } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { ProjectId, Selection } from '../../../core/flow.ts';
import type { OutsideSelection } from '../../../core/inspections.ts';
import type { SelectionSignals } from '../../../pipeline/selecting.ts';
import { useStudio } from '../../../state/studio.ts';
import { type Choice, choiceOf, outsideChoice } from './compare.ts';

/** Before a name, what is an outside selection and not a method. */
export const OUTSIDE = 'outside:';

export interface ComparedRow {
  id: string;
  /** `null` while it is computed. */
  choice: Choice | null;
  /** Why there is none. */
  error: unknown;
}

/**
 * Choices of several methods at the budget of the selection at hand, which is the first. Previews: nothing is saved. While the
 * selection changes under a slider, the others follow when there is time.
 *
 * @param ids methods, and outside selections as `outside:` and their name
 */
export function useChoices(
  { projectId, selection: latest }: { projectId: ProjectId; selection: Selection },
  ids: readonly string[],
  from: { outside: readonly OutsideSelection[]; signals: SelectionSignals | null },
): ComparedRow[] {
  const { selecting } = useStudio();
  const selection = useDeferredValue(latest);
  const budget = Math.max(1, selection.core.length);
  const {
    videoId,
    question = null,
    pinned,
    dropped,
    everySec,
    longSidePx,
    modelSha256,
  } = selection;
  const methods = ids.filter((id) => !id.startsWith(OUTSIDE));
  const rests = [everySec, longSidePx, modelSha256, selection.sampledSec.length, pinned, dropped];
  const previews = useQueries({
    queries: methods.map((method) => ({
      queryKey: ['selection-preview', projectId, videoId, method, budget, question, ...rests],
      queryFn: () =>
        selecting.preview(projectId, videoId, { method, params: { budget }, question }),
      retry: false,
      gcTime: 10_000,
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const { outside, signals } = from;
  const seen = useMemo(
    () =>
      new Map(
        signals ? outside.map((one) => [OUTSIDE + one.name, outsideChoice(one, signals)]) : [],
      ),
    [outside, signals],
  );
  const rows = ids.map((id): ComparedRow => {
    const preview = previews[methods.indexOf(id)];
    if (!preview) return { id, choice: seen.get(id) ?? null, error: null };
    const { data, error } = preview;
    return { id, choice: data ? choiceOf(data) : null, error };
  });
  return [{ id: latest.method, choice: choiceOf(latest), error: null }, ...rows];
}
