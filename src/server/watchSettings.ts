import {
  DidChangeConfigurationNotification,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver';
import type { ServerContext } from './context';
import { pullSettings, readSettings, type Settings } from './settings';

/** Reads the settings once the client is initialized, and again when they change. */
export function watchSettings(context: ServerContext, initialized: Promise<void>): void {
  const { connection } = context;
  let told = '';
  const use = (settings: Settings) => {
    context.settings = settings;
    const problems = settings.namingProblems.join(' ');
    // Any setting may have changed: what is still wrong is not told again.
    if (problems !== '' && problems !== told) {
      void connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message: `Rules of goroutineDump.names are ignored. ${problems}`,
      });
    }
    told = problems;
  };
  const pull = async () => {
    if (!context.client.workspace?.configuration) return;
    try {
      use(await pullSettings(connection));
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
    else use(readSettings((pushed as { goroutineDump?: unknown } | null)?.goroutineDump));
    context.workspace?.clearResolutions();
    context.announceChange();
  });
}
