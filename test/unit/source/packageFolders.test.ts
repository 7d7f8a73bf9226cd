import assert from 'node:assert/strict';
import { packageFolders } from '../../../src/core';

describe('The folders of a package', () => {
  const outer = { path: 'example.com/app', root: 'file:///app' };
  const inner = { path: 'example.com/app/tools', root: 'file:///app/tools' };
  const copy = { path: 'example.com/app', root: 'file:///copy' };

  const foldersOf = (importPath: string, ...modules: (typeof outer)[]) =>
    packageFolders(importPath, modules).map(({ module, folder }) => module.root + folder);

  it('are in the module whose path begins that of the package', () => {
    assert.deepEqual(foldersOf('example.com/app/hub', outer), ['file:///app/hub']);
    assert.deepEqual(foldersOf('example.com/app', outer), ['file:///app']);
    assert.deepEqual(foldersOf('example.com/apple', outer), []);
  });

  it('are in the innermost of nested modules', () => {
    assert.deepEqual(foldersOf('example.com/app/tools/gen', outer, inner), ['file:///app/tools/gen']);
  });

  it('are in each module of that path', () => {
    assert.deepEqual(foldersOf('example.com/app/hub', outer, copy), ['file:///app/hub', 'file:///copy/hub']);
  });
});
