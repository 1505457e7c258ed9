import type { InspectionEvent } from '../../../../core/inspections.ts';
import type { StorePort } from '../../../../core/store-port.ts';
import { allJson, nextKey, projectOf, type StoreContext } from '../context.ts';
import { rangeOf } from '../keys.ts';
import type { Served } from '../served.ts';

export function inspectionsTable(context: StoreContext): Served<StorePort['inspections']> {
  return {
    append: (id, events) =>
      context.sql.transaction(() => {
        const project = projectOf(context, id);
        for (const event of events) insertInspection(context, project, event);
      }),
    list: (id) => allJson<InspectionEvent>(context, 'inspections', id),
  };
}

/** An event that is there already stays as it is. */
export function insertInspection(
  context: StoreContext,
  project: number,
  event: InspectionEvent,
): void {
  const { sql, terms } = context;
  const { low, high } = rangeOf(project);
  const there = sql.value<number>(
    'SELECT key FROM inspections WHERE id = ? AND key > ? AND key < ?',
    [event.id, low, high],
  );
  if (there !== null) return;
  sql.run('INSERT INTO inspections (key, id, video, json) VALUES (?, ?, ?, ?)', [
    nextKey(context, 'inspections', project),
    event.id,
    event.videoId === null ? null : terms.make(event.videoId),
    JSON.stringify(event),
  ]);
}
