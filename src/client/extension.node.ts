import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './activate';
import { clientId, clientName } from './languageClient';

/** Entry point in a desktop or remote VS Code: the server is a process of its own. */
export function activate(context: ExtensionContext): void {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  activateWith(context, {
    serverReadsDisk: true,
    makeClient: (options) => new LanguageClient(clientId, clientName, { run: server, debug }, options),
  });
}
