// Starts a real VS Code in the browser, with the packaged extension, the lab's source as the workspace, and its dump open.
import { join } from 'node:path';
import { packageExtension } from './package';
import { current, installVSCode, root } from './vscode/install';
import { startVSCode } from './vscode/server';

async function start(): Promise<void> {
  const installation = await installVSCode(current);
  console.log('Building the extension…');
  const vsix = await packageExtension();
  console.log('Starting VS Code…');
  const server = await startVSCode(installation, vsix);
  const dump = join(root, 'test/fixtures/lab/hub-sigquit-go1.26.dump');
  console.log(
    `\nOpen this address in a browser:\n\n  ${server.address(join(root, 'test/lab'), dump)}\n\nCtrl-C ends it.`,
  );
}

start().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
