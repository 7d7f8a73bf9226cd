import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './activate';
import { clientId, clientName } from './languageClient';

/** Entry point in a desktop or remote VS Code: the server is a process of its own. */
export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  activateWith(context, {
    // A virtual workspace lies on no disk: its files are the editor's.
    serverReadsDisk: workspace.workspaceFolders?.every(({ uri }) => uri.scheme === 'file') ?? true,
    makeClient: (options) => new LanguageClient(clientId, clientName, { run: server, debug }, options),
  });
}
