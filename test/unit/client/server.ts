import type { DumpServer } from '../../../src/client/connection/languageClient';
import { UrgentWork } from '../../../src/client/connection/urgentWork';
import { type CancellationTokenSource, EventEmitter } from './vscode';

/** A request that waits for its answer. */
export interface PendingRequest {
  readonly method: string;
  readonly token: CancellationTokenSource['token'] | undefined;
  readonly answer: (result: unknown) => void;
}

/** A server that answers when the test does. It rejects a request that is cancelled, as the language client does. */
export function newServer() {
  const requests: PendingRequest[] = [];
  const server = {
    urgent: new UrgentWork(),
    onDidRestart: new EventEmitter<never>().event,
    onDidChangeDump: new EventEmitter<never>().event,
    onNotification: () => undefined,
    notify: () => undefined,
    request: ({ method }: { readonly method: string }, _: unknown, token?: PendingRequest['token']) =>
      new Promise((resolve, reject) => {
        requests.push({ method, token, answer: resolve });
        token?.onCancellationRequested(() => {
          reject(new Error('Cancelled'));
        });
      }),
  };
  return { requests, server: server as unknown as DumpServer };
}
