import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  type DataCallback,
  DidOpenTextDocumentNotification,
  type Disposable,
  InitializedNotification,
  InitializeRequest,
  type Message,
  type ProtocolConnection,
  RequestType,
  ShutdownRequest,
} from 'vscode-languageserver-protocol/node';
import {
  findFilesRequest,
  isFileRequest,
  readFileRequest,
  resolveRequest,
  type Request,
  summaryRequest,
} from '../../src/protocol';
import { fixtureText } from '../fixtures';
import { hubTrimpath, initializeParams } from './client';
import { lab } from './machine';

/** Gives a Node worker thread the messaging functions of a Web Worker's global object. */
const asWebWorker = `
  const { parentPort } = require('node:worker_threads');
  globalThis.self = globalThis;
  globalThis.addEventListener = () => undefined;
  globalThis.postMessage = (data) => parentPort.postMessage(data);
  parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
  delete globalThis.process;
`;

class WorkerReader extends AbstractMessageReader {
  constructor(private readonly worker: Worker) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    this.worker.on('message', callback);
    return { dispose: () => this.worker.off('message', callback) };
  }
}

class WorkerWriter extends AbstractMessageWriter {
  constructor(private readonly worker: Worker) {
    super();
  }

  write(message: Message): Promise<void> {
    this.worker.postMessage(message);
    return Promise.resolve();
  }

  end(): void {
    // The worker ends when it is terminated.
  }
}

const dist = join(import.meta.dirname, '../../dist');

/** Serves the extension's WebAssembly, as the host of a VS Code for the Web does. */
async function serveWasm(): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    if (/^\/dist\/[\w-]+\.wasm$/.test(url)) response.end(readFileSync(join(dist, '..', url)));
    else response.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

describe('The server in a Web Worker', () => {
  const root = 'vscode-vfs://github/example/lab';
  const files: Readonly<Record<string, string>> = Object.fromEntries(
    ['go.mod', 'node/hub.go'].map((path) => [`${root}/${path}`, readFileSync(join(lab, path), 'utf8')]),
  );
  const asked = new Set<string>();
  let worker: Worker;
  let connection: ProtocolConnection;
  let wasm: Server;

  const answer = <Params, Result>(
    { method }: Request<Params, Result>,
    handler: (params: Params) => Result,
  ) => {
    connection.onRequest(new RequestType<Params, unknown, never>(method), (params) => {
      asked.add(method);
      return handler(params);
    });
  };
  const ask = <Params, Result>({ method }: Request<Params, Result>, params: Params) =>
    connection.sendRequest<Result>(method, params);

  before(async () => {
    wasm = await serveWasm();
    const bundle = readFileSync(join(dist, 'server.browser.js'), 'utf8');
    worker = new Worker(`${asWebWorker}\n${bundle}`, { eval: true });
    connection = createProtocolConnection(new WorkerReader(worker), new WorkerWriter(worker));
    answer(isFileRequest, ({ uri }) => uri in files);
    answer(readFileRequest, ({ uri }) => files[uri] ?? null);
    answer(findFilesRequest, ({ endings }) =>
      Object.keys(files).filter((uri) => endings.some((ending) => uri.endsWith(ending))),
    );
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      ...initializeParams([{ uri: root, name: 'lab' }]),
      initializationOptions: {
        clientFiles: true,
        wasmFolder: `http://127.0.0.1:${(wasm.address() as AddressInfo).port}/dist`,
      },
    });
    await connection.sendNotification(InitializedNotification.type, {});
  });

  after(async () => {
    await connection.sendRequest(ShutdownRequest.type);
    connection.dispose();
    await worker.terminate();
    wasm.close();
  });

  const uri = `${root}/hub.dump`;
  it('reads a document', async () => {
    const textDocument = { uri, languageId: 'goroutine-dump', version: 1, text: fixtureText(hubTrimpath) };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    const { goroutines, groups } = await ask(summaryRequest, { uri });
    assert.deepEqual([goroutines, groups], [1492, 18]);
  });

  it("finds the source through the client's files", async () => {
    const frame = {
      function: 'example.com/lab/node.(*Hub).broadcastToStream',
      file: 'example.com/lab/node/hub.go',
      line: 94,
    };
    const { targets } = await ask(resolveRequest, { uri, frame });
    assert.deepEqual(
      targets.map((target) => [target.uri, target.line, target.confidence]),
      [[`${root}/node/hub.go`, 94, 'proven']],
    );
    assert.deepEqual(
      [...asked].sort(),
      [findFilesRequest, isFileRequest, readFileRequest].map(({ method }) => method),
    );
  });

  it('reads Go with WebAssembly', async () => {
    const text = 'package node\n\nfunc run() {\n\tgo func() {\n\t\twait()\n\t}()\n\twait()\n}\n';
    const textDocument = { uri: `${root}/node/hub.go`, languageId: 'go', version: 1, text };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    const frame = {
      function: 'example.com/lab/node.run.func1',
      file: 'example.com/lab/node/hub.go',
      line: 7,
    };
    const { targets } = await ask(resolveRequest, { uri, frame });
    assert.equal(targets[0]!.stale?.message, 'Line 7 is not in run.func1, which is at lines 4 to 6 now.');
  });
});
