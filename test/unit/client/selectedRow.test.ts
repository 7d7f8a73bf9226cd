import assert from 'node:assert/strict';
import type { TreeView } from 'vscode';
import { selectedRow } from '../../../src/client/views/selectedRow';

describe('The selected row', () => {
  const view = (...looks: readonly (readonly string[])[]) => {
    let look = 0;
    return {
      get selection() {
        return looks[Math.min(look++, looks.length - 1)]!;
      },
    } as unknown as TreeView<string>;
  };

  it('is the only one of the selection', async () => {
    assert.equal(await selectedRow(view(['a'])), 'a');
    assert.equal(await selectedRow(view(['a', 'b'])), undefined);
  });

  it('is found once VS Code has drawn the tree again', async () => {
    assert.equal(await selectedRow(view([], [], ['a'])), 'a');
  });
});
