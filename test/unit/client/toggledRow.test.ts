import assert from 'node:assert/strict';
import type { TreeView } from 'vscode';
import { ToggledRow } from '../../../src/client/views/toggledRow';
import { EventEmitter } from './vscode';

describe('The row whose selection a key toggles', () => {
  const start = (...selected: readonly string[]) => {
    const changed = new EventEmitter<{ readonly selection: readonly string[] }>();
    const row = new ToggledRow<string>({
      onDidChangeSelection: changed.event,
    } as unknown as TreeView<string>);
    const select = (...selection: readonly string[]) => {
      changed.fire({ selection });
    };
    select(...selected);
    return { row, select };
  };

  it('is the one with the focus, alone if another is selected', () => {
    const { row, select } = start('a');
    select('a', 'b');
    select('a');
    assert.equal(row.node, 'b');
    assert.deepEqual(row.nodes, ['b']);
  });

  it('comes with the others that are selected', () => {
    const { row, select } = start('a', 'b');
    select('a');
    select('a', 'b');
    assert.equal(row.node, 'b');
    assert.deepEqual(row.nodes, ['a', 'b']);
  });

  it('is none if several have changed at once', () => {
    const { row, select } = start('a');
    select('b', 'c');
    assert.equal(row.node, undefined);
    assert.deepEqual(row.nodes, []);
  });
});
