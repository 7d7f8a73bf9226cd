import assert from 'node:assert/strict';
import { parseSymbol, shortName } from '../../../src/core';

type Row = readonly [
  raw: string,
  importPath: string,
  receiver: string,
  name: string,
  suffix: string,
  short: string,
];

/** Receivers are written as in source, `*Hub` for a pointer. */
const rows: readonly Row[] = [
  ['main.main', 'main', '', 'main', '', 'main.main'],
  ['net/http.ListenAndServe', 'net/http', '', 'ListenAndServe', '', 'http.ListenAndServe'],
  ['net/http.(*conn).serve', 'net/http', '*conn', 'serve', '', 'http.(*conn).serve'],
  ['example.com/lab/node.Hub.run', 'example.com/lab/node', 'Hub', 'run', '', 'node.Hub.run'],
  // Closures, initialization, wrappers, range-over-func bodies.
  ['main.main.func1', 'main', '', 'main', '.func1', 'main.main.func1'],
  ['main.nested.func1.2.1', 'main', '', 'nested', '.func1.2.1', 'main.nested.func1.2.1'],
  ['a.b/c.(*T).M.func1.2', 'a.b/c', '*T', 'M', '.func1.2', 'c.(*T).M.func1.2'],
  ['a.b/c.T.M.func1', 'a.b/c', 'T', 'M', '.func1', 'c.T.M.func1'],
  ['main.glob..func1', 'main', '', 'glob', '..func1', 'main.glob..func1'],
  ['main.init.func1', 'main', '', 'init', '.func1', 'main.init.func1'],
  ['main.init.0', 'main', '', 'init', '.0', 'main.init.0'],
  ['main.init.0.func1', 'main', '', 'init', '.0.func1', 'main.init.0.func1'],
  ['main.init', 'main', '', 'init', '', 'main.init'],
  ['main.T.M-fm', 'main', 'T', 'M', '-fm', 'main.T.M-fm'],
  ['main.(*T).M-fm', 'main', '*T', 'M', '-fm', 'main.(*T).M-fm'],
  ['main.f-range1', 'main', '', 'f', '-range1', 'main.f-range1'],
  ['main.f.func2-range1', 'main', '', 'f', '.func2-range1', 'main.f.func2-range1'],
  ['main.f.gowrap1', 'main', '', 'f', '.gowrap1', 'main.f.gowrap1'],
  ['main.f.deferwrap2', 'main', '', 'f', '.deferwrap2', 'main.f.deferwrap2'],
  ['a.b/c.(*T).Run.gowrap1', 'a.b/c', '*T', 'Run', '.gowrap1', 'c.(*T).Run.gowrap1'],
  // Closures of inlined functions.
  [
    'main.main.func4.main.func4.1.2',
    'main',
    '',
    'main',
    '.func4.main.func4.1.2',
    'main.main.func4.main.func4.1.2',
  ],
  ['main.init.with.func7.1', 'main', '', 'init', '.with.func7.1', 'main.init.with.func7.1'],
  [
    'main.(*S).run.Values[...].func1',
    'main',
    '*S',
    'run',
    '.Values[...].func1',
    'main.(*S).run.Values[...].func1',
  ],
  ['main.f.(*T).Wrap.func6', 'main', '', 'f', '.(*T).Wrap.func6', 'main.f.(*T).Wrap.func6'],
  // Generics, in short and in full.
  ['main.F[...]', 'main', '', 'F', '', 'main.F[...]'],
  ['main.F[...].func1', 'main', '', 'F', '.func1', 'main.F[...].func1'],
  ['a.b/c.(*queue[...]).pop', 'a.b/c', '*queue', 'pop', '', 'c.(*queue[...]).pop'],
  ['a.b/c.Pair[...].Get', 'a.b/c', 'Pair', 'Get', '', 'c.Pair[...].Get'],
  ['a.b/c.F[go.shape.int]', 'a.b/c', '', 'F', '', 'c.F[go.shape.int]'],
  ['a.b/c.F[x.y/z.T[int],[]string].func1', 'a.b/c', '', 'F', '.func1', 'c.F[x.y/z.T[int],[]string].func1'],
  ['a.b/c.(*Q[x.y/z.T]).M', 'a.b/c', '*Q', 'M', '', 'c.(*Q[x.y/z.T]).M'],
  // Unusual package paths: escapes, other scripts, tests, bare files, plugins.
  ['gopkg.in/yaml%2ev3.(*T).M', 'gopkg.in/yaml.v3', '*T', 'M', '', 'yaml.v3.(*T).M'],
  ['a.b/%22c%c3%a9.f', 'a.b/"cé', '', 'f', '', '"cé.f'],
  ['a.b/%ff.f', 'a.b/%ff', '', 'f', '', '%ff.f'],
  ['main.(*número).läuft', 'main', '*número', 'läuft', '', 'main.(*número).läuft'],
  ['example.com/lab/node_test.TestX', 'example.com/lab/node_test', '', 'TestX', '', 'node_test.TestX'],
  ['command-line-arguments.f', 'command-line-arguments', '', 'f', '', 'command-line-arguments.f'],
  ['_/home/x/y.f', '_/home/x/y', '', 'f', '', 'y.f'],
  ['plugin/unnamed-0123abcd.f', 'plugin/unnamed-0123abcd', '', 'f', '', 'unnamed-0123abcd.f'],
  ['vendor/golang.org/x/net/idna.f', 'vendor/golang.org/x/net/idna', '', 'f', '', 'idna.f'],
  // C, cgo and generated code.
  ['main._Cfunc_nap', 'main', '', '_Cfunc_nap', '', 'main._Cfunc_nap'],
  ['_cgoexp_0123_goCallback', '', '', '_cgoexp_0123_goCallback', '', '_cgoexp_0123_goCallback'],
  ['panic', '', '', 'panic', '', 'panic'],
  ['type..eq.main.T', '', '', 'type..eq.main.T', '', 'type..eq.main.T'],
  ['type:.eq.[2]interface {}', '', '', 'type:.eq.[2]interface {}', '', 'type:.eq.[2]interface {}'],
  ['go.buildid', '', '', 'go.buildid', '', 'go.buildid'],
  ['go:buildid', '', '', 'go:buildid', '', 'go:buildid'],
];

describe('A symbol', () => {
  for (const [raw, importPath, receiver, name, suffix, short] of rows) {
    it(`${raw} is split into its parts`, () => {
      const symbol = parseSymbol(raw);
      const type = symbol.receiver === undefined ? '' : (symbol.pointerReceiver ? '*' : '') + symbol.receiver;
      assert.deepEqual(
        [symbol.importPath, type, symbol.name, symbol.suffix],
        [importPath, receiver, name, suffix],
      );
      assert.equal(symbol.packageName, importPath.slice(importPath.lastIndexOf('/') + 1));
      assert.equal(shortName(raw), short);
    });
  }

  it('that is malformed does not fail', () => {
    for (const raw of [
      '',
      '.',
      '/',
      '(*',
      'a.(*',
      'a.(*T',
      'a.F[',
      'a.[',
      '[...]',
      'a..',
      'a/.',
      '%.f',
      '\0',
      '((((',
    ]) {
      assert.equal(parseSymbol(raw).raw, raw);
      assert.equal(typeof shortName(raw), 'string');
    }
  });
});
