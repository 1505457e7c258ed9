import { StudioError } from '../../core/errors.ts';
import type { DecisionContext, DecisionInput, DraftView, JournalEvent } from '../../core/flow.ts';
import type { DraftFilter } from '../../core/store-port.ts';
import { objectArgument, positiveNumber } from './arguments.ts';
import type { ScriptDecision, ScriptDraft } from './contract.ts';
import { asDraftId, openProject, type ScriptSession } from './session.ts';

const MAX_PAGE = 1000;

function toScriptDraft(view: DraftView): ScriptDraft {
  const {
    id,
    videoId,
    kind,
    task,
    status,
    question,
    answer,
    options,
    correctOption,
    caption,
    steps,
    evidence,
    checks,
  } = view;
  const body = {
    id,
    videoId,
    kind,
    task,
    status,
    question,
    answer,
    options,
    correctOption,
    caption,
    steps,
    evidence,
    checks,
  };
  return { ...body, provenance: scriptProvenance(view) };
}

function scriptProvenance({ provenance }: DraftView): ScriptDraft['provenance'] {
  switch (provenance.origin) {
    case 'import':
      return { imported: provenance.imported };
    case 'hand':
      return { imported: `by hand: ${provenance.author}` };
    case 'model': {
      const { recipe, recipeVersion, role, model, promptId, promptSha256, tokensIn, tokensOut } =
        provenance;
      return { recipe, recipeVersion, role, model, promptId, promptSha256, tokensIn, tokensOut };
    }
  }
}

export function draftsApi(session: ScriptSession) {
  const { store } = session.studio;
  return {
    count: (filter: DraftFilter = {}) => store.drafts.count(openProject(session), filter),
    async page(filter: DraftFilter, page: { limit: number; after?: string }) {
      const asked = positiveNumber('limit', objectArgument('page', page).limit);
      const limit = Math.min(MAX_PAGE, Math.max(1, Math.floor(asked)));
      const afterSeq = page.after === undefined ? -1 : Number(page.after);
      if (!Number.isFinite(afterSeq))
        throw new StudioError('input/invalid', '`after` must be the `next` of an earlier page.');
      const views = await store.drafts.page(openProject(session), filter, { limit, afterSeq });
      const last = views.at(-1);
      return {
        drafts: views.map(toScriptDraft),
        next: last && views.length === limit ? String(last.seq) : null,
      };
    },
    async get(draftId: string) {
      const view = await store.drafts.get(openProject(session), asDraftId(draftId));
      if (!view) throw new StudioError('storage/not-found', `There is no draft "${draftId}".`);
      return toScriptDraft(view);
    },
  };
}

export function decisionsApi(session: ScriptSession) {
  const { store, clock } = session.studio;
  const context = (): DecisionContext => ({
    annotator: 'script',
    atMs: clock.nowMs(),
    dwellMs: null,
    via: 'script',
  });
  return {
    async record(draftId: string, decision: DecisionInput) {
      // Its schema is nothing that a visitor should wait for.
      const { decisionArgument } = await import('./decision-argument.ts');
      await store.decisions.record(
        openProject(session),
        asDraftId(draftId),
        decisionArgument(decision),
        context(),
      );
    },
    async undo() {
      const undone = await store.decisions.undo(openProject(session), context());
      return undone && { draftId: undone.draft.id };
    },
    async redo() {
      const redone = await store.decisions.redo(openProject(session), context());
      return redone && { draftId: redone.draft.id };
    },
    async history(draftId: string) {
      return scriptHistory(await store.decisions.history(openProject(session), asDraftId(draftId)));
    },
  };
}

/** Decisions in order; one that was taken back and not redone names the event that did it. */
function scriptHistory(events: readonly JournalEvent[]): ScriptDecision[] {
  const undoneBy = new Map<string, string>();
  const undoOf = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'undo') {
      undoneBy.set(event.undoes, event.id);
      undoOf.set(event.id, event.undoes);
    } else if (event.type === 'redo') {
      undoneBy.delete(undoOf.get(event.redoes) ?? event.redoes);
    }
  }
  return events.flatMap((event) => {
    if (event.type !== 'decision') return [];
    const { id, draftId, annotator, atMs, verdict, edit, reasons, note } = event;
    const by = undoneBy.get(id);
    return [
      {
        id,
        draftId,
        annotator,
        atMs,
        verdict,
        ...(edit ? { edit } : {}),
        ...(reasons ? { reasons } : {}),
        ...(note === undefined ? {} : { note }),
        ...(by ? { undoneBy: by } : {}),
      },
    ];
  });
}
