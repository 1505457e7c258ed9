import type { EncodedError } from '../core/errors.ts';

/**
 * One operation of a worker: what goes in, what comes back, and, for streams, the items that come before it.
 * An adapter describes its worker by one `Ops` interface; client and worker are typed from it.
 */
export interface Op {
  params: unknown;
  result: unknown;
  /** Present for streams. */
  item?: unknown;
}

export type OpsOf<T> = { [K in keyof T]: T[K] extends Op ? T[K] : never };

export interface ProgressMessage {
  done: number;
  total: number | null;
  unit: string;
  /** Anything else an operation wants to tell while it runs; plain data. */
  info?: Record<string, unknown>;
}

export type ClientMessage =
  | { type: 'call'; id: number; op: string; params: unknown; credit: number }
  | { type: 'cancel'; id: number }
  | { type: 'credit'; id: number; amount: number };

export type WorkerMessage =
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; error: EncodedError }
  | { type: 'progress'; id: number; progress: ProgressMessage }
  | { type: 'item'; id: number; item: unknown };
