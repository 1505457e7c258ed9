import type { ClientMessage, WorkerMessage } from '../rpc/protocol.ts';
import type { WorkerScope } from '../rpc/serve.ts';

/**
 * The two ends of a Worker in one thread: `scope` is what the worker's code sees, the object itself what the page sees. Messages
 * are cloned and arrive later, as between real threads.
 */
export class InProcessWorker {
  onmessage: ((event: MessageEvent<WorkerMessage>) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  isTerminated = false;
  readonly scope: WorkerScope = {
    name: '',
    onmessage: null,
    postMessage: (message) =>
      this.#later(() =>
        this.onmessage?.({ data: structuredClone(message) } as MessageEvent<WorkerMessage>),
      ),
  };

  postMessage(message: ClientMessage): void {
    const data = structuredClone(message);
    this.#later(() => this.scope.onmessage?.({ data } as MessageEvent<ClientMessage>));
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** What the page sees when the worker's thread dies. */
  crash(): void {
    this.onerror?.({ message: 'out of memory', preventDefault: () => {} });
  }

  #later(deliver: () => void): void {
    setTimeout(() => {
      if (!this.isTerminated) deliver();
    }, 0);
  }
}
