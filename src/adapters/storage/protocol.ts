import type { ProjectId } from '../../core/flow.ts';
import type { StorePort, StoreTable } from '../../core/store-port.ts';

/** The parts of the store port that the worker answers, each method one operation `<group>.<method>`. */
export type StoreGroups = {
  [G in keyof StorePort as StorePort[G] extends (...args: never[]) => unknown
    ? never
    : G]: StorePort[G];
};

type GroupOps<G extends keyof StoreGroups> = {
  [M in keyof StoreGroups[G] & string as `${G}.${M}`]: StoreGroups[G][M] extends (
    ...args: infer Args
  ) => Promise<infer Result>
    ? { params: Args; result: Result }
    : never;
};

type Flat<Union> = (Union extends unknown ? (value: Union) => void : never) extends (
  value: infer All,
) => void
  ? All
  : never;

type TableOps = Flat<{ [G in keyof StoreGroups]: GroupOps<G> }[keyof StoreGroups]>;

/** What the worker can do now; `opening` only before the first answer. */
export type StoreMode = 'writer' | 'blocked' | 'read-only';

export interface Change {
  tables: StoreTable[];
  projectId: ProjectId | null;
}

export type StoreNews = { type: 'mode'; mode: StoreMode } | ({ type: 'change' } & Change);

export interface StorageOptions {
  /** Names the folder, the lock and the channel; different names are different stores. */
  name: string;
  /** Everything beyond is refused as if the disk were full; `null` = what the browser grants. */
  maxBytes: number | null;
}

export interface ControlOps {
  /** Waits for the lock for a moment, and opens the data when it is had. @throws `storage/unavailable`, `storage/corrupt` */
  open: { params: StorageOptions; result: StoreMode };
  /** Asks the tab that writes to let go. @throws `storage/locked` when it does not */
  takeOver: { params: null; result: null };
  /** Finishes what is under way and lets go of files and lock. */
  close: { params: null; result: null };
  /** Mode changes and durable changes, for ever. */
  watch: { params: null; result: null; item: StoreNews };
}

export type StorageOps = TableOps & ControlOps;

type MethodTable = {
  [G in keyof StoreGroups]: Record<keyof StoreGroups[G], readonly StoreTable[] | null>;
};

/** Every operation, with the tables that it changes; `null` = it only reads. */
export const METHODS = {
  projects: { create: ['projects'], rename: ['projects'], list: null, remove: ['projects'] },
  videos: {
    put: ['videos'],
    list: null,
    get: null,
    remove: ['videos', 'frames', 'selections', 'drafts', 'decisions', 'inspections'],
  },
  frames: { put: ['frames'], sampled: null, list: null, byHash: null, image: null },
  embeddings: { put: [], get: null },
  selections: { put: ['selections'], get: null },
  drafts: {
    insert: ['drafts'],
    addFindings: ['drafts'],
    findings: null,
    count: null,
    countByStatus: null,
    page: null,
    seqs: null,
    bySeqs: null,
    get: null,
    next: null,
    facets: null,
    outcomes: null,
  },
  decisions: {
    record: ['decisions', 'drafts'],
    undo: ['decisions', 'drafts'],
    redo: ['decisions', 'drafts'],
    peekUndo: null,
    history: null,
  },
  inspections: { append: ['inspections'], list: null },
  replies: { get: null, put: ['replies'], totals: null },
  jobs: { put: ['jobs'], list: null, remove: ['jobs'] },
  prompts: { list: null, put: ['prompts'] },
  settings: { get: null, set: ['settings'] },
  archive: {
    rows: null,
    restore: [
      'projects',
      'videos',
      'frames',
      'selections',
      'prompts',
      'replies',
      'drafts',
      'decisions',
      'inspections',
      'jobs',
    ],
    restoreImages: [],
    images: null,
  },
} as const satisfies MethodTable;
