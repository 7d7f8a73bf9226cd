import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './activate';
import { clientId, clientName, type DumpServer } from './languageClient';

let server: DumpServer | undefined;

/** Entry point in a desktop or remote VS Code: the server is a process of its own. */
export function activate(context: ExtensionContext): void {
  const process = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug = { ...process, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  server = activateWith(context, {
    // A virtual workspace lies on no disk: its files are the editor's.
    serverReadsDisk: workspace.workspaceFolders?.every(({ uri }) => uri.scheme === 'file') ?? true,
    makeClient: (options) => new LanguageClient(clientId, clientName, { run: process, debug }, options),
  });
}

/** VS Code waits for the promise, so that the server can remove what it keeps on disk. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
