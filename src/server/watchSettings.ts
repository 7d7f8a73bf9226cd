import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { ServerContext } from './context';
import { pullSettings, readSettings } from './settings';

/** Reads the settings once the client is initialized, and again when they change. */
export function watchSettings(context: ServerContext, initialized: Promise<void>): void {
  const { connection } = context;
  const pull = async () => {
    if (!context.client.workspace?.configuration) return;
    try {
      context.settings = await pullSettings(connection);
    } catch (error) {
      context.warn('The settings cannot be read; the current ones stay in use')(error);
    }
  };
  context.settingsRead = initialized.then(pull);
  void initialized.then(() => {
    if (!context.client.workspace?.didChangeConfiguration?.dynamicRegistration) return;
    connection.client
      .register(DidChangeConfigurationNotification.type, { section: 'goroutineDump' })
      .catch(context.warn('Settings are not watched'));
  });
  connection.onDidChangeConfiguration(async ({ settings: pushed }) => {
    if (context.client.workspace?.configuration) await pull();
    else context.settings = readSettings((pushed as { goroutineDump?: unknown } | null)?.goroutineDump);
    context.workspace?.clearResolutions();
    context.announceChange();
  });
}
