import { matchesFilter, noneByStatus, recipeOf } from '../core/draft-filter.ts';
import { compareRisk, newFindings } from '../core/findings.ts';
import type { DraftStatus, DraftView, JournalEvent, ProjectId } from '../core/flow.ts';
import { beforeOf, cleanEdit, redoTarget, undoTarget } from '../core/review.ts';
import type { DraftFilter, DraftOutcome, StorePort } from '../core/store-port.ts';
import { copy, newEventId, type Shelf } from './memory-project.ts';

/** Drafts and decisions of the store that forgets: every answer is the journal folded anew. */
export function draftGroups(shelf: Shelf): Pick<StorePort, 'drafts' | 'decisions'> {
  const matching = (id: ProjectId, filter: DraftFilter): DraftView[] =>
    shelf
      .of(id)
      .views()
      .filter((view) => matchesFilter(view, filter));
  return {
    drafts: {
      insert: async (id, drafts) => {
        const held = shelf.of(id);
        const before = held.drafts.size;
        for (const draft of drafts) if (!held.drafts.has(draft.id)) held.addDraft(copy(draft));
        shelf.tell(id, 'drafts');
        return { inserted: held.drafts.size - before };
      },
      addFindings: async (id, findings) => {
        const held = shelf.of(id);
        const before = held.findings.length;
        for (const finding of findings) {
          if (!held.drafts.has(finding.draftId)) continue;
          const { checks } = held.view(finding.draftId);
          held.findings.push(...copy(newFindings(checks, [finding])));
        }
        shelf.tell(id, 'drafts');
        return { inserted: held.findings.length - before };
      },
      findings: async (id, draftId) =>
        copy(shelf.of(id).findings.filter((finding) => finding.draftId === draftId)),
      count: async (id, filter) => matching(id, filter).length,
      countByStatus: async (id, filter) => tally(matching(id, filter)),
      page: async (id, filter, { limit, afterSeq }) =>
        copy(
          matching(id, filter)
            .filter((view) => view.seq > afterSeq)
            .slice(0, limit),
        ),
      seqs: async (id, filter, order) => {
        const views = matching(id, filter);
        if (order === 'risk') views.sort((a, b) => compareRisk(a.checks, b.checks));
        return Float64Array.from(views, (view) => view.seq);
      },
      bySeqs: async (id, seqs) => {
        const bySeq = new Map(
          shelf
            .of(id)
            .views()
            .map((view) => [view.seq, view]),
        );
        return copy(seqs.flatMap((seq) => bySeq.get(seq) ?? []));
      },
      get: async (id, draftId) =>
        shelf.of(id).drafts.has(draftId) ? copy(shelf.of(id).view(draftId)) : null,
      next: async (id, filter, { seq, direction, limit }) => {
        const all = matching(id, filter);
        const ahead =
          direction === 'forward'
            ? all.filter((v) => v.seq > seq)
            : all.filter((v) => v.seq < seq).reverse();
        return copy(ahead.slice(0, limit));
      },
      facets: async (id) => {
        const views = shelf.of(id).views();
        return {
          tasks: distinct(views.map((view) => view.task)),
          recipes: distinct(views.map(recipeOf)),
        };
      },
      outcomes: async (id, { videoId, recipe }) =>
        outcomesOf(
          matching(id, { ...(videoId ? { videoId } : {}), ...(recipe ? { recipe } : {}) }),
        ),
    },
    decisions: decisionsGroup(shelf),
  };
}

function decisionsGroup(shelf: Shelf): StorePort['decisions'] {
  return {
    record: async (id, draftId, ...[input, context]) => {
      const held = shelf.of(id);
      const before = beforeOf(held.view(draftId), input.edit);
      const { edit, ...rest } = copy(input);
      const kept = before ? { edit: cleanEdit(edit) } : {};
      const event: JournalEvent = {
        id: newEventId(),
        draftId,
        ...context,
        type: 'decision',
        before,
        ...rest,
        ...kept,
      };
      held.journal.push(event);
      shelf.tell(id, 'decisions', 'drafts');
      return copy(held.view(draftId));
    },
    undo: async (id, context) => {
      const held = shelf.of(id);
      const target = undoTarget(held.journal);
      if (!target) return null;
      const done = held.append(
        { draftId: target.draftId, context },
        { type: 'undo', undoes: target.id },
      );
      shelf.tell(id, 'decisions', 'drafts');
      return copy(done);
    },
    redo: async (id, context) => {
      const held = shelf.of(id);
      const target = redoTarget(held.journal);
      if (!target) return null;
      const done = held.append(
        { draftId: target.draftId, context },
        { type: 'redo', redoes: target.id },
      );
      shelf.tell(id, 'decisions', 'drafts');
      return copy(done);
    },
    peekUndo: async (id) => copy(undoTarget(shelf.of(id).journal)),
    history: async (id, draftId) =>
      copy(shelf.of(id).journal.filter((event) => event.draftId === draftId)),
  };
}

export function tally(views: readonly DraftView[]): Record<DraftStatus, number> {
  const counts = noneByStatus();
  for (const view of views) counts[view.status] += 1;
  return counts;
}

function outcomesOf(views: readonly DraftView[]): DraftOutcome[] {
  const outcomes = new Map<string, DraftOutcome>();
  for (const { provenance, status } of views) {
    if (provenance.origin !== 'model') continue;
    const { recipe, step = null, promptId, promptVersion, model } = provenance;
    const by = { recipe, step, promptId, promptVersion, model };
    const key = [recipe, step ?? '', promptId, String(promptVersion).padStart(9), model].join('\n');
    const known = outcomes.get(key) ?? { ...by, byStatus: noneByStatus(), usd: 0, unpriced: 0 };
    known.byStatus[status] += 1;
    known.usd += provenance.usd ?? 0;
    known.unpriced += provenance.usd === null ? 1 : 0;
    outcomes.set(key, known);
  }
  return [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, outcome]) => outcome);
}

const distinct = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort();
