import type { EncodedError } from '../core/errors.ts';

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
