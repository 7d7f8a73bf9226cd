import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './activate';
import { clientId, clientName } from './languageClient';

/** Entry point in VS Code for the Web: the server is a Web Worker, without a disk. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  activateWith(context, {
    serverReadsDisk: false,
    makeClient: (options) =>
      new LanguageClient(clientId, clientName, () => Promise.resolve(new Worker(script)), options),
  });
}
