import { bodyOf, editBetween, withEdit } from '../../../core/edit.ts';
import type { DraftBody, DraftEdit, DraftId, ProjectId } from '../../../core/flow.ts';
import { beforeOf, isSameJson } from '../../../core/review.ts';

/** Text that is being typed, kept until it is saved or dropped, so that a reload loses no word. */
export interface EditBuffer {
  keep(draftId: DraftId, base: DraftBody, edit: DraftBody): void;
  /** The kept version on top of `base`; `null` when there is none, or when the draft was changed since. */
  restore(draftId: DraftId, base: DraftBody): DraftBody | null;
  forget(draftId: DraftId): void;
  /** The draft that was typed on last and is still unsaved: where a reload goes on. */
  latest(): DraftId | null;
}

interface Kept {
  before: DraftEdit | null;
  edit: DraftEdit;
}

type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The texts of one project: drafts of another may have the same ids (an archive opened beside its original).
 * @param storage where texts are kept; one that refuses (full, blocked) is worked without
 */
export function createEditBuffer(storage: TextStore, projectId: ProjectId): EditBuffer {
  const latestKey = `ristretto:unsaved-latest:${projectId}`;
  const key = (draftId: DraftId): string => `ristretto:unsaved:${projectId}:${draftId}`;
  const forget = (draftId: DraftId): void => {
    storage.removeItem(key(draftId));
    if (storage.getItem(latestKey) === draftId) storage.removeItem(latestKey);
  };
  return {
    keep: (draftId, base, body) => {
      const edit = editBetween(bodyOf(base), body);
      const kept: Kept | null = edit && { before: beforeOf(base, edit), edit };
      try {
        if (!kept) return forget(draftId);
        storage.setItem(key(draftId), JSON.stringify(kept));
        storage.setItem(latestKey, draftId);
      } catch {
        // The text is still on screen; only a reload would lose it.
      }
    },
    restore: (draftId, base) => {
      const kept = parse(storage.getItem(key(draftId)));
      if (!kept || !isSameJson(beforeOf(base, kept.edit), kept.before)) return null;
      return withEdit(bodyOf(base), kept.edit);
    },
    forget,
    latest: () => storage.getItem(latestKey) as DraftId | null,
  };
}

function parse(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return null;
  }
}
