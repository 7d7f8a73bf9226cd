import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { EventEmitter } from './vscode';
import { DumpServer, type Platform } from '../../../src/client/connection/languageClient';
import { closeFileNotification } from '../../../src/protocol';

/** A server whose client is the given one. */
function serverOf(client: object): DumpServer {
  const base = { onNotification: () => undefined, onDidChangeState: new EventEmitter().event };
  const makeClient = () => ({ ...base, ...client });
  return new DumpServer({ serverReadsDisk: true, makeClient } as unknown as Platform);
}

describe('The language server', () => {
  it('that goes down while it is notified leaves a warning and no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listen);
    const warnings: string[] = [];
    const server = serverOf({
      isRunning: () => true,
      sendNotification: () => Promise.reject(new Error('The connection is closed')),
      warn: (message: string) => warnings.push(message),
    });
    server.notify(closeFileNotification, { uri: 'file:///x' });
    await turn();
    process.off('unhandledRejection', listen);
    assert.deepEqual(unhandled, []);
    assert.deepEqual(warnings, ['goroutineDump/closeFile was not sent: Error: The connection is closed']);
  });

  it('that does not run is not notified', () => {
    const server = serverOf({
      isRunning: () => false,
      sendNotification: () => assert.fail('started by a notification'),
    });
    server.notify(closeFileNotification, { uri: 'file:///x' });
  });

  it('has stopped only when its client has, so that its files are removed', async () => {
    let end: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const server = serverOf({ dispose: () => ended });
    let stopped = false;
    const stopping = server.stop().then(() => (stopped = true));
    await turn();
    assert.equal(stopped, false);
    end!();
    await stopping;
    assert.equal(stopped, true);
  });

  it('has stopped even if it does not answer', async () => {
    await serverOf({ dispose: () => Promise.reject(new Error('timed out')) }).stop();
  });
});
