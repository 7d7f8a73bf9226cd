import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declarationScanner, functionAt, type GoFunctions } from '../../../src/core';
import type { ParserThreads } from '../../../src/server/ports/parserThreads';
import { goSyntax } from '../../../src/server/source/goSyntax';
import { GoTrees } from '../../../src/server/source/goTrees';
import { TreeSitterGo } from '../../../src/server/source/treeSitterGo';
import { fixturesFolder } from '../../fixtures';
import { installedWasm, syntaxes } from './syntaxes';

const uri = 'file:///ws/a.go';

/** `(*Hub).run 3-5`, in the order of the source. */
const list = ({ all }: GoFunctions) => all.map(({ symbol, line, endLine }) => `${symbol} ${line}-${endLine}`);

const trees = async (threads?: ParserThreads) => new GoTrees(await TreeSitterGo.load(installedWasm), threads);

/** Source, and the functions that a parser and a scan for declarations find in it. */
const tables: readonly (readonly [what: string, text: string, parsed: string[], scanned?: string[]])[] = [
  [
    'closures in calls',
    'package a\n\nfunc f() {\n\tg(func() {\n\t\th(func() {}, func() {\n\t\t})\n\t}, func() {})\n}\n',
    ['f 3-8', 'f.func1 4-7', 'f.func1.1 5-5', 'f.func1.2 5-6', 'f.func2 7-7'],
    ['f 3-8'],
  ],
  [
    'methods and generics',
    'package a\n\nfunc (h *Hub) run() {}\nfunc (Hub) stop() {}\nfunc (q *queue[K, V]) pop() {}\n' +
      'func (q queue[K, V]) len() int { return 0 }\nfunc Map[From, To any](f func(From) To) {\n\tgo func() {\n\t}()\n}\n',
    [
      '(*Hub).run 3-3',
      'Hub.stop 4-4',
      '(*queue[...]).pop 5-5',
      'queue[...].len 6-6',
      'Map[...] 7-10',
      'Map[...].func1 8-9',
    ],
    ['(*Hub).run 3-3', 'Hub.stop 4-4', '(*queue[...]).pop 5-5', 'queue[...].len 6-6', 'Map[...] 7-10'],
  ],
  [
    'loops over functions, whose bodies are no functions of the source',
    'package a\n\nfunc f() {\n\tfor x := range seq {\n\t\tdefer func() { use(x) }()\n\t}\n\tfunc() {}()\n}\n',
    ['f 3-8', 'f.func1 5-5', 'f.func2 7-7'],
    ['f 3-8'],
  ],
  [
    'method values, function types and calls, which are no functions of the source',
    'package a\n\ntype fn func() error\n\nfunc f(g func(int) func()) {\n\th := x.run\n\tvar y func()\n\tfunc() { h() }()\n}\n',
    ['f 5-9', 'f.func1 8-8'],
    ['f 5-9'],
  ],
  [
    'init functions and values of variables',
    'package a\n\nvar x = func() {\n\tfunc() {}()\n}\n\nfunc init() {}\nfunc init() {\n\tfunc() {}()\n}\nfunc (a A) init() {}\n' +
      'var (\n\ty = T{f: func() {\n\t}}\n)\n',
    [
      'init.func1 3-5',
      'init.func1.1 4-4',
      'init.0 7-7',
      'init.1 8-10',
      'init.1.func1 9-9',
      'A.init 11-11',
      'init.func2 13-14',
    ],
    ['init.0 7-7', 'init.1 8-10', 'A.init 11-11'],
  ],
  [
    'build constraints, comments, raw strings and runes',
    '//go:build linux && !cgo\n\npackage a\n\n/* func no() { */\nfunc f() {\n\ts := `}\nfunc raw() {\n\t`\n\t// }\n' +
      "\tr := '}'\n\tgo func() { /* } */ }()\n}\n",
    ['f 6-13', 'f.func1 12-12'],
    ['f 6-13'],
  ],
  [
    'no bodies, and comments in heads',
    'package a\n\nfunc now() int64\n\nfunc /* a */ (h /* b */ *Hub) /* c */ f() {\n}\n',
    ['now 3-3', '(*Hub).f 5-6'],
    ['now 3-3', ' 5-6'],
  ],
  ['other line ends and alphabets', 'package a\r\n\r\nfunc läuft() {\r\n\t"𝄞"\r\n}\r\n', ['läuft 3-5']],
  ['nothing', '', []],
];

describe('The functions of Go source with', () => {
  for (const [what, text, parsed, scanned = parsed] of tables) {
    it(what, async () => {
      const [tree, scan] = await Promise.all(syntaxes.map(([, syntax]) => syntax.functions({ uri, text })));
      assert.deepEqual([list(tree!), tree!.hasClosures], [parsed, true]);
      assert.deepEqual([list(scan!), scan!.hasClosures], [scanned, false]);
      for (const { start, end } of [...tree!.all, ...scan!.all]) {
        assert.match(text.slice(start, end), /^func\b[^]*[})4]$/);
      }
    });
  }

  it('an error are those that a scan finds, if the parser misses some', async () => {
    const text = 'package a\n\nfunc f() {\n\tif x {\n}\n\nfunc g() {\n\tgo func() {}()\n}\n';
    const [[, syntax]] = syntaxes as [(typeof syntaxes)[0]];
    const functions = await syntax.functions({ uri, text });
    assert.deepEqual(
      list(functions).filter((one) => !one.includes('.func')),
      ['f 3-5', 'g 7-9'],
    );
  });
});

describe('The names of functions', () => {
  it("are those that Go's linker gives", async () => {
    const file = join(fixturesFolder, '../lab/cmd/closures/main.go');
    const text = readFileSync(file, 'utf8');
    const functions = (await (await trees()).functions({ uri, text }))!;
    const calls = Array.from(text.matchAll(/\bis\("(.+)"\)/g));
    assert.ok(calls.length > 30);
    for (const { 1: name, index } of calls) {
      assert.equal(functionAt(functions, text.slice(0, index).split('\n').length)?.symbol, name);
    }
  });
});

describe('Trees of Go files', () => {
  const text = (n: number) => `package a\n\nfunc f${n}() {\n\tgo func() {}()\n}\n`;

  it('are parsed once for each version', async () => {
    const parsed = await trees();
    const first = await parsed.functions({ uri, text: text(1) });
    assert.equal(await parsed.functions({ uri, text: text(1) }), first);
    assert.deepEqual(list((await parsed.functions({ uri, text: text(2) }))!), ['f2 3-5', 'f2.func1 4-4']);
    assert.equal(parsed.treeCount, 1);
  });

  it('are freed when their texts are too long together', async () => {
    const parsed = await trees();
    const comment = `//${'x'.repeat(100_000)}\n`;
    for (let n = 0; n < 100; n++) {
      const functions = await parsed.functions({ uri: `${uri}?${n}`, text: `${text(n)}${comment}` });
      assert.equal(functions!.all.length, 2);
    }
    assert.equal(parsed.treeCount, 39);
  });
});

describe('Go files that another thread parses', () => {
  const text = 'package a\n\nfunc f() {\n}\n';

  it('have the tree that it sends', async () => {
    const parser = await TreeSitterGo.load(installedWasm);
    const asked: string[] = [];
    const parse = (wanted: string) => Promise.resolve(parser.parse(wanted)).finally(() => asked.push(wanted));
    const parsed = await trees({ parse });
    assert.deepEqual(list((await parsed.functions({ uri, text }))!), ['f 3-4']);
    assert.equal((await parsed.treeLater({ uri, text }))?.children.length, 2);
    assert.deepEqual(asked, [text]);
  });

  it('are parsed by this one if the other fails, or has not answered yet', async () => {
    const failing = await trees({ parse: () => Promise.reject(new Error('ended')) });
    assert.deepEqual(list((await failing.functions({ uri, text }))!), ['f 3-4']);
    const silent = await trees({ parse: () => new Promise(() => undefined) });
    void silent.treeLater({ uri, text });
    assert.equal(silent.tree({ uri, text })?.children.length, 2);
  });
});

describe('Go files that a parser cannot read', () => {
  it('are scanned if they are as large as generated ones', async () => {
    const text = `package a\n\n${'func f() {\n\tgo func() {}()\n}\n'.repeat(20_000)}`;
    for (const [, syntax] of syntaxes) {
      const { all, hasClosures } = await syntax.functions({ uri, text });
      assert.deepEqual([all.length, hasClosures], [20_000, false]);
    }
  });

  it('are scanned if parsing takes too long', async () => {
    const text = `package a\n\nfunc f() {\n}\n\n${'{(['.repeat(160_000)}`;
    const parsed = await trees();
    assert.equal(await parsed.functions({ uri, text }), undefined);
    const other = await parsed.functions({ uri, text: 'package a\n\nfunc f() {\n}\n' });
    assert.equal(other!.all.length, 1);
  });

  it('are scanned if WebAssembly cannot be loaded, which is reported once', async () => {
    const failures: unknown[] = [];
    const read = () => Promise.reject(new Error('no such file'));
    const syntax = goSyntax({ read }, (error) => failures.push(error));
    for (const name of ['f', 'g']) {
      const source = { uri, text: `package a\n\nfunc ${name}() {\n}\n` };
      assert.deepEqual(await syntax.functions(source), await declarationScanner.functions(source));
    }
    assert.equal(failures.length, 1);
  });
});
