import assert from 'node:assert/strict';
import { makeGoModule } from '../../bench/generate/goModule';
import { moduleDump } from '../../bench/generate/moduleDump';
import {
  calleeName,
  candidatesOf,
  type Finding,
  findings,
  finish,
  type GoParser,
  GoPackage,
  GoroutineTexts,
  inTextOrder,
  parseDump,
  partiesOf,
  Program,
  readGoFile,
} from '../../src/core';
import { assertLinear } from '../linearTime';
import { treeSitter } from '../unit/source/syntaxes';

interface SourceFile {
  /** Below `file:///src`, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** The findings for a dump of code in `/src`, as a function that does the work again each time. */
function diagnosis(
  files: readonly SourceFile[],
  dumpText: string,
  parser: GoParser,
): () => readonly Finding[] {
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    const others = folders.get(folder);
    if (others === undefined) folders.set(folder, [file]);
    else others.push(file);
  }
  const dump = parseDump(Buffer.from(dumpText));
  const lines = dumpText.split('\n');
  const candidates = candidatesOf(dump, dump.sections[0]!);
  const texts = new GoroutineTexts();
  const { line, endLine } = dump.goroutines;
  for (const [each, index] of inTextOrder(candidates))
    texts.add(each, index, lines.slice(line[index], endLine[index]));
  const packages = Array.from(folders, ([folder, sources]) => {
    const pkg = `file:///src/${folder}`;
    const unread = sources.map(({ path, text }) => {
      const source = { uri: `file:///src/${path}`, text };
      return {
        ...source,
        read: () => {
          const tree = parser.tree(source);
          return tree && readGoFile(source, tree, pkg, packageOf);
        },
      };
    });
    return new GoPackage(pkg, unread);
  });
  return () => {
    const program = new Program(packages);
    const parties = partiesOf(dump, candidates, texts, (frame, callee) => {
      const uri = `file://${frame.file}`;
      const func = program.functionAt(uri, frame.line, frame.function);
      return func && { func, uri, line: frame.line, callee: calleeName(callee?.function) };
    });
    return finish(findings(parties, program, 'proven'));
  };
}

function packageOf(path: string): string {
  return path.replace(/^example\.com\/big/, 'file:///src');
}

function ofModule(packageCount: number, parser: GoParser): () => readonly Finding[] {
  const module = makeGoModule(packageCount);
  const sizes = { goroutines: packageCount * 12, stacks: packageCount * 4, deadlocks: packageCount / 8 };
  const text = [...moduleDump(module, '/src', 'debug2', sizes)].join('\n');
  return diagnosis(
    module.files.filter(({ path }) => path.endsWith('.go')),
    text,
    parser,
  );
}

const hostile: Readonly<Record<string, string>> = {
  'does not parse': 'type T struct { mu sync.Mutex\nfunc (t *T f( { t.mu.Lock(\n}}}} func\n',
  'has structs that contain themselves':
    'type T struct { T; *U; next [2]T; mu sync.Mutex }\ntype U struct { *T; U }\nfunc (t *T) f() {\n\tt.U.T.U.T.mu.Lock()\n\tt.missing.Lock()\n}\n',
  'has aliases in a circle':
    'type A = B\ntype B = *C\ntype C = A\ntype T struct { A; B }\nfunc (t *T) f(a A) {\n\ta.mu.Lock()\n\tt.mu.Lock()\n}\n',
  'has functions that call each other in circles':
    'type T struct { mu sync.Mutex; c chan int }\nfunc (t *T) f() { t.g(); t.mu.Lock(); t.h() }\nfunc (t *T) g() { t.h(); t.f(); <-t.c }\nfunc (t *T) h() { t.f(); t.g(); t.c <- 1 }\n',
  'returns what it returns itself':
    'type T struct { mu sync.Mutex }\nfunc (t *T) f() *T {\n\tt.f().f().f().mu.Lock()\n\treturn t.f()\n}\nvar v = w\nvar w = v\n',
  'has generics':
    'type T[K comparable, V any] struct { mu sync.Mutex; m map[K]V; in chan V }\nfunc (t *T[K, V]) f(k K) V {\n\tt.mu.Lock()\n\tdefer t.mu.Unlock()\n\treturn <-t.in\n}\n',
  'is of cgo, with build tags':
    '/*\n#include <stdio.h>\n*/\nimport "C"\n//go:build linux && !cgo\ntype T struct { mu sync.Mutex; c C.int }\nfunc (t *T) f() {\n\tC.puts(nil)\n\tt.mu.Lock()\n}\n',
  'is nested deeply': `type T struct { mu sync.Mutex }\nfunc (t *T) f() {\n${'if true {\n'.repeat(3000)}t.mu.Lock()\n${'}\n'.repeat(3000)}}\n`,
  'has a long chain of calls': `type T struct { mu sync.Mutex }\nfunc (t *T) f() *T {\n\treturn t${'.f()'.repeat(3000)}\n}\n`,
  'has deep parentheses': `type T struct { mu sync.Mutex }\nfunc (t *T) f(n int) {\n\tn = ${'('.repeat(20_000)}n${')'.repeat(20_000)}\n\tt.mu.Lock()\n}\n`,
  'has 100,000 lines': `type T struct { mu sync.Mutex }\nfunc (t *T) f() {\n${'\tt.mu.Lock()\n\tt.mu.Unlock()\n'.repeat(50_000)}}\n`,
};

describe('The findings', () => {
  let parser: GoParser;
  before(async () => {
    parser = (await treeSitter.parser())!;
  });

  it('take time linear in the size of the program and the dump', async () => {
    await assertLinear((size) => ofModule(size, parser), 64, 256);
  }).timeout(120_000);

  it('are the same each time', () => {
    const again = ofModule(16, parser);
    const first = again();
    assert.deepEqual(again(), first);
    assert.equal(first.filter(({ kind }) => kind === 'deadlock').length, 2);
  });

  for (const [what, code] of Object.entries(hostile)) {
    it(`come without an exception for source that ${what}`, () => {
      const text = `package x\n\nimport "sync"\n\n${code}`;
      const dump = Array.from(
        { length: 40 },
        (_, n) =>
          `goroutine ${n + 1} [sync.Mutex.Lock, 9 minutes]:\nsync.(*Mutex).Lock(0xc000010000)\n\t/usr/local/go/src/sync/mutex.go:90 +0x1d\nx.(*T).f(0xc000010000)\n\t/src/x/x.go:${n + 4} +0x1d\nx.(*T).g(0xc000010000)\n\t/src/x/x.go:${n + 3} +0x1d\n`,
      ).join('\n');
      const found = diagnosis([{ path: 'x/x.go', text }], dump, parser)();
      assert.ok(found.every(({ steps }) => steps.length > 0));
    }).timeout(60_000); // exponential work would take hours
  }
});
