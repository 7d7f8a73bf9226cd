import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './activate';
import { clientId, clientName, type DumpServer } from './connection/languageClient';

let server: DumpServer | undefined;

/** Entry point in desktop or remote VS Code: the server is a separate process. */
export function activate(context: ExtensionContext): void {
  const process = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug = { ...process, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  server = activateWith(context, {
    // A virtual workspace is not on disk: only the editor can read its files.
    serverReadsDisk: workspace.workspaceFolders?.every(({ uri }) => uri.scheme === 'file') ?? true,
    makeClient: (options) => new LanguageClient(clientId, clientName, { run: process, debug }, options),
  });
}

/** VS Code waits for the promise, so that the server can remove its files. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
