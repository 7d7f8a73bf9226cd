import assert from 'node:assert/strict';
import { readGoMod, readGoWork } from '../../../src/core';

describe('A go.mod file', () => {
  it('names its module and the folders that replace others', () => {
    assert.deepEqual(
      readGoMod(`// The lab.
module example.com/lab // not a module

go 1.24

require golang.org/x/sync v0.7.0

replace example.com/pool => ../pool // why not
replace example.com/fork v1.2.3 => github.com/me/fork v1.2.4

replace (
	example.com/a v1.0.0 => ./a
	example.com/b => /opt/b
	"example.com/c" => "../with blank"
	example.com/d => C:\\src\\d
	// example.com/e => ../e
)
`),
      {
        module: 'example.com/lab',
        replaced: [
          { module: 'example.com/pool', folder: '../pool' },
          { module: 'example.com/a', folder: './a' },
          { module: 'example.com/b', folder: '/opt/b' },
          { module: 'example.com/c', folder: '../with blank' },
          { module: 'example.com/d', folder: 'C:\\src\\d' },
        ],
      },
    );
  });

  it('may have blocks, quotes and Windows line ends anywhere', () => {
    for (const text of [
      'module "a.b/c"\n',
      'module `a.b/c`',
      'module (\n\ta.b/c\n)\n',
      'module\ta.b/c // x\r\n',
    ]) {
      assert.deepEqual(readGoMod(text), { module: 'a.b/c', replaced: [] }, text);
    }
    assert.deepEqual(readGoMod('module a.b/c // x\r\nreplace d.e => ../e // y\r\n'), {
      module: 'a.b/c',
      replaced: [{ module: 'd.e', folder: '../e' }],
    });
  });

  it('is undefined without a module', () => {
    for (const text of ['', 'go 1.24\n', '// module x\n', 'replace a => ../a\n', 'module\n']) {
      assert.equal(readGoMod(text), undefined, text);
    }
  });
});

describe('A go.work file', () => {
  it('names the folders that it uses', () => {
    assert.deepEqual(
      readGoWork('go 1.24\r\n\r\nuse . // this\r\nuse (\r\n\t./tools\r\n\t"../other one"\r\n)\r\n'),
      ['.', './tools', '../other one'],
    );
    assert.deepEqual(readGoWork('go 1.24\nreplace a => ../a\n'), []);
  });
});
