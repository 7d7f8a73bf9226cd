import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './activate';
import { clientId, clientName, type DumpServer } from './connection/languageClient';

let server: DumpServer | undefined;

/** Entry point in VS Code for the Web: the server is a Web Worker without a disk. */
export function activate(context: ExtensionContext): void {
  const dist = Uri.joinPath(context.extensionUri, 'dist').toString(true);
  // Not the worker itself: the extension host's `Worker` is another class, which the client does not recognize.
  let worker: Worker | undefined;
  const connect = () => {
    worker?.terminate(); // of the server before a restart
    worker = new Worker(`${dist}/server.browser.js`);
    const transports = { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    return Promise.resolve(transports);
  };
  server = activateWith(context, {
    serverReadsDisk: false,
    wasmFolder: dist,
    makeClient: (options) => new LanguageClient(clientId, clientName, connect, options),
  });
}

/** VS Code waits for the promise, so that the server can remove its files. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
