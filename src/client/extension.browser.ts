import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './activate';
import { clientId, clientName } from './languageClient';

/** Entry point in VS Code for the Web: the server is a Web Worker, without a disk. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  // Not the worker itself: the extension host's `Worker` is a class of its own, which the client does not know again.
  let worker: Worker | undefined;
  const connect = () => {
    worker?.terminate(); // the one before a restart
    worker = new Worker(script);
    const transports = { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    return Promise.resolve(transports);
  };
  activateWith(context, {
    serverReadsDisk: false,
    makeClient: (options) => new LanguageClient(clientId, clientName, connect, options),
  });
}
