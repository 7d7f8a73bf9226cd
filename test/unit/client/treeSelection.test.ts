import assert from 'node:assert/strict';
import type { TreeView } from 'vscode';
import { selectedRow, selectRow } from '../../../src/client/views/treeSelection';

describe('The selected row', () => {
  const view = (...looks: readonly (readonly string[])[]) => {
    let look = 0;
    return {
      get selection() {
        return looks[Math.min(look++, looks.length - 1)]!;
      },
    } as unknown as TreeView<string>;
  };

  it('is the only row of the selection', async () => {
    assert.equal(await selectedRow(view(['a'])), 'a');
    assert.equal(await selectedRow(view(['a', 'b'])), undefined);
  });

  it('is found once VS Code has drawn the tree again', async () => {
    assert.equal(await selectedRow(view([], [], ['a'])), 'a');
  });

  it('is selected once VS Code has drawn the tree', async () => {
    let refused = 2;
    const revealed: string[] = [];
    const drawing = {
      reveal: (node: string) => {
        if (refused-- > 0) return Promise.reject(new Error('Data tree node not found'));
        revealed.push(node);
        return Promise.resolve();
      },
    } as unknown as TreeView<string>;
    await selectRow(drawing, 'a');
    assert.deepEqual(revealed, ['a']);
  });
});
