import assert from 'node:assert/strict';
import './vscode';
import { rowCommands } from '../../../src/client/commands/rowOpening';

describe('Rows that open', () => {
  it('one after another leave the last one open, and skip those that are no longer wanted', async () => {
    let focus = '';
    const opened: string[] = [];
    const release: (() => void)[] = [];
    const { previewFocused, openFocused } = rowCommands<string>({
      selected: () => Promise.resolve(focus),
      focused: () => focus,
      kindOf: () => 'place',
      open: async (node) => {
        await new Promise<void>((resolve) => release.push(resolve));
        opened.push(node);
      },
    });
    const commands: Promise<void>[] = [];
    for (focus of ['slow', 'passed', 'last']) {
      commands.push(previewFocused());
      if (focus === 'slow') await new Promise(setImmediate); // it has begun
    }
    commands.push(openFocused());
    for (let n = 0; n < 3; n++) {
      release.shift()?.();
      await new Promise(setImmediate);
    }
    await Promise.all(commands);
    assert.deepEqual(opened, ['slow', 'last', 'last']);
  });
});
