import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import {
  hasProfileHead,
  isRaceWarning,
  parseDump,
  readCause,
  readRaceAccess,
  readRaceCreation,
  readSignalDetails,
} from '../../src/core';
import { isDependency, isStandardLibrary } from '../../src/core/go/userCode';
import { readCreatedBy, readFileLine, readFunctionLine } from '../../src/core/lines/frame';
import { readHeader } from '../../src/core/lines/header';
import { lineStarts } from '../../src/core/lines/lineStarts';
import { isFailureNote } from '../../src/core/lines/preamble';
import { isRaceRule } from '../../src/core/lines/race';
import { expectedDumps, fixtureText } from '../fixtures';
import { loadGrammar, type Token, tokenize } from './tokenize';

const signalLines = ['SIGQUIT: quit', 'SIGHUP: terminal line hangup', 'SIGEMT: emulate instruction executed'];

describe('The grammar', () => {
  let grammar: IGrammar;
  before(async () => (grammar = await loadGrammar()));

  const tokensOf = (line: string) => tokenize(grammar, line)[0]!;
  const scopeOf = (line: string, text: string) =>
    tokensOf(line)
      .find((token) => token.text === text)
      ?.scopes.at(-1);

  it('scopes the parts of a header', () => {
    const line =
      'goroutine 19 gp=0xc000007c00 m=nil [chan receive (nil chan) (scan), 3 minutes, locked to thread]:';
    assert.equal(scopeOf(line, '19'), 'constant.numeric.integer.goroutine-id');
    assert.equal(scopeOf(line, 'chan receive (nil chan)'), 'keyword.control.state');
    assert.equal(scopeOf(line, '(scan)'), 'storage.modifier');
    assert.equal(scopeOf(line, '3'), 'constant.numeric.integer.wait');
    assert.equal(scopeOf(line, 'locked to thread'), 'storage.modifier');
  });

  it('scopes a header inside a line, or without a colon', () => {
    for (const line of [
      '    hub_test.go:31: still running: goroutine 19 [select]:',
      '// goroutine 19 [select]:',
      '    goroutine 19 gp=0xc000007c00 m=nil [select]:',
      '  goroutine 19 [select]',
      'goroutine 19 [select]',
      'ERROR goroutine 19 [select, 3 minutes, locked to thread]:',
    ]) {
      assert.equal(scopeOf(line, 'goroutine'), 'keyword.other.goroutine', line);
      assert.equal(scopeOf(line, '19'), 'constant.numeric.integer.goroutine-id', line);
      assert.equal(scopeOf(line, 'select'), 'keyword.control.state', line);
    }
    for (const line of [
      'the goroutine 19 [select] was stuck',
      'see goroutine 19',
      'subgoroutine 19 [select]:',
    ])
      assert.equal(scopeOf(line, '19'), undefined, line);
  });

  it('scopes the head of a leaked goroutine', () => {
    for (const line of [
      '[Goroutine 19 in state chan receive (nil chan), with main.(*Hub).run on top of the stack:',
      '        Goroutine 19 in state chan receive (nil chan), with main.(*Hub).run on top of the stack:',
    ]) {
      assert.equal(scopeOf(line, '19'), 'constant.numeric.integer.goroutine-id', line);
      assert.equal(scopeOf(line, 'chan receive (nil chan)'), 'keyword.control.state', line);
      assert.equal(scopeOf(line, 'main.(*Hub).run'), 'entity.name.function', line);
    }
  });

  it('scopes a file line although other text is behind it', () => {
    for (const behind of ['', '</failure>', ' +0x2f</failure>', '`', '"', '" job=7', '{noformat}', "'"]) {
      const line = `\t/home/kim/lab/main.go:30${behind}`;
      assert.equal(scopeOf(line, 'main.go'), 'string.unquoted.filename', line);
      assert.equal(scopeOf(line, '30'), 'constant.numeric.integer.line-number', line);
      const cached = `\t/go/pkg/mod/golang.org/x/sync@v0.7.0/errgroup.go:78${behind}`;
      assert.equal(tokensOf(cached).at(-1)!.scopes[0], 'comment.line.path', cached);
    }
  });

  it('scopes the title of each of several dumps', () => {
    assert.equal(scopeOf('==> pod/web-1 <==', 'pod/web-1'), 'entity.name.section');
  });

  it('scopes the count of a race report', () => {
    assert.equal(scopeOf('3 times:', '3'), 'constant.numeric.integer.count');
    assert.equal(scopeOf('3 times: out of order', '3'), undefined);
  });

  it('scopes labels in either format', () => {
    const quoted = 'goroutine 8 [select labels:{"job": "a ]: \\"b\\""}]:';
    assert.equal(scopeOf(quoted, 'select'), 'keyword.control.state');
    assert.equal(scopeOf(quoted, '"job"'), 'variable.other.property.label');
    assert.equal(scopeOf(quoted, 'a ]: '), 'string.quoted.double');
    const bare = 'goroutine 8 [select] {job: resize, path: /v1}:';
    assert.equal(scopeOf(bare, 'job'), 'variable.other.property.label');
    assert.equal(scopeOf(bare, '/v1'), 'string.unquoted.label');
  });

  it("highlights the user's own function", () => {
    const line =
      'github.com/anycable/anycable-go/node.(*Hub[...]).broadcast.func1(0xc000010000, {0x1?, ...})';
    assert.equal(scopeOf(line, 'node'), 'entity.name.namespace');
    assert.equal(scopeOf(line, 'Hub'), 'entity.name.type');
    assert.equal(scopeOf(line, 'broadcast'), 'entity.name.function');
    assert.equal(scopeOf(line, 'func1'), 'storage.modifier.closure');
    assert.equal(scopeOf(line, '0xc000010000'), 'constant.numeric.hex');
    assert.equal(scopeOf('main.point.String(0x1)', 'point'), 'entity.name.type');
  });

  it('dims the standard library and its files', () => {
    const lines = [
      'net/http.(*conn).serve(0x1)',
      '\t/opt/x/server.go:2109 +0x2f',
      'main.main()',
      '\t/x/m.go:9',
    ];
    const scopes = tokenize(grammar, lines.join('\n')).map((tokens) => tokens[0]!.scopes[0]);
    assert.deepEqual(scopes, ['comment.line.library', 'comment.line.library', 'meta.frame', 'meta.path']);
    assert.equal(tokensOf('net.example/http.Serve(0x1)')[0]!.scopes[0], 'meta.frame');
    assert.equal(tokensOf('\t/go/pkg/mod/example.com/x@v1.2.3/x.go:1')[0]!.scopes[0], 'comment.line.path');
  });

  it("scopes the parts of Delve's rows", () => {
    const line =
      '* Goroutine 7 - User: C:/x y/m.go:21 lab/node.(*Hub).run (0x558e72) (thread 9) [select 5123]';
    const parts: [text: string, scope: string][] = [
      ['*', 'storage.modifier.current'],
      ['7', 'constant.numeric.integer.goroutine-id'],
      ['C:/x y/', 'meta.path.directory'],
      ['m.go', 'string.unquoted.filename'],
      ['21', 'constant.numeric.integer.line-number'],
      ['node', 'entity.name.namespace'],
      ['Hub', 'entity.name.type'],
      ['run', 'entity.name.function'],
      ['9', 'constant.numeric.integer.thread'],
      ['select', 'keyword.control.state'],
      [' 5123', 'comment.line.elapsed'],
    ];
    for (const [text, scope] of parts) assert.equal(scopeOf(line, text), scope, text);
    assert.equal(scopeOf('\tLabels: "job":"resize"', '"job"'), 'variable.other.property.label');
    assert.equal(scopeOf('/go/src/a.go:1 in net/http.Serve', 'net/http.Serve'), 'comment.line.library');
  });

  it('dims the standard library and its files in other forms too', () => {
    const pairs = [
      ['  net/http.(*conn).serve()', '      /go/src/net/http/server.go:1 +0x2f'],
      ['\t0  0x000000000044159d in runtime.gopark', '\t    at /go/src/runtime/proc.go:1'],
      ['net/http.(*conn).serve', '\t/go/src/net/http/server.go:1'],
      ['#\t0x1\tos.Open+0x2f\t\t/go/src/os/file.go:1'],
    ];
    for (const lines of pairs) {
      for (const tokens of tokenize(grammar, lines.join('\n'))) {
        assert.ok(tokens.every(({ scopes }) => scopes[0] === 'comment.line.library'));
      }
    }
  });

  it("scopes the parts of gin's pairs", () => {
    const [place, source] = tokenize(grammar, '/x/a b.go:12 (0x4d)\n\t(*Context).Next: c.handlers[0](c)');
    assert.equal(place!.find(({ text }) => text === 'a b.go')?.scopes.at(-1), 'string.unquoted.filename');
    assert.equal(source![1]!.scopes.at(-1), 'entity.name.function');
  });

  it('leaves other text alone', () => {
    for (const line of [
      "INSERT INTO t VALUES (1, 'panic: x');",
      'hello (world)',
      '12:00:01 started pool (8)',
      'Read at noon by goroutine 7:',
      '  hello (world)',
      '\tname: value',
      '# labels',
      '2 @ home',
      'see main.go:12 in the log',
      'https://go.dev/doc',
      'main.go',
    ]) {
      assert.deepEqual(
        tokensOf(line).flatMap(({ scopes }) => scopes),
        [],
      );
    }
  });

  it('agrees with the parser on every line of every sample', () => {
    for (const [file] of expectedDumps()) {
      const text = fixtureText(file).replaceAll('\r', '');
      const lines = text.split('\n');
      const colored = tokenize(grammar, text);
      const { firstLine, endLine } = linesOfGoroutines(text);
      for (let n = firstLine; n < endLine; n++) {
        assert.equal(kindByGrammar(colored[n]!), kindByParser(lines, n), `${file}:${n + 1}: ${lines[n]!}`);
      }
    }
  });

  it('agrees with the readers of causes, race reports and profile heads', () => {
    const lines = [
      ...lineStarts.flatMap(({ text, pattern }) => (pattern === undefined ? [`${text}7`] : [])),
      ...signalLines,
      '\tpanic: again [recovered]',
      'panic: [recovered] twice',
      'Signal 64',
      '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]',
      'PC=0x4640c1 m=0 sigcode=0',
      '='.repeat(18),
      'Write at 0x00c0000ae008 by main goroutine:',
      '  Previous read of size 8 at 0x00c0000ae008 by goroutine 8:',
      '  Goroutine 8 (running) created at:',
      'heap profile: 1: 2 [3: 4] @ heap/1048576',
      'SIGNIFICANT change',
      'Signal 11 received',
      'panicked: no',
      'Read at noon by goroutine 7:',
      'Goroutine 8 created at:',
      'my profile: total',
    ];
    for (const line of lines) {
      const isRead =
        readCause(line) !== undefined ||
        readSignalDetails(line) !== undefined ||
        isRaceWarning(line) ||
        isRaceRule(line) ||
        readRaceAccess(line) !== undefined ||
        readRaceCreation(line) !== undefined ||
        hasProfileHead(line) ||
        isFailureNote(line);
      assert.equal(
        tokensOf(line).some(({ scopes }) => scopes.length > 0),
        isRead,
        line,
      );
    }
  });

  it('handles very long lines, and colors what follows', () => {
    const long = 100_000;
    const lines = [
      `goroutine 1 [select labels:{${'"k": "v", '.repeat(long / 10)}"k": "v"}]:`,
      `goroutine 1 [${'x'.repeat(long)}`,
      `main.f(${'0x1, '.repeat(long / 5)}0x1)`,
      `main.f${'('.repeat(long)}`,
      `main.f(${'{'.repeat(long)}`,
      `net${'.a'.repeat(long / 2)}/x.f()`,
      `${'a/'.repeat(long / 2)}x.f(0x1)`,
      `\t/${'src/net/'.repeat(long / 8)}x.go`,
      `\t/x${':1'.repeat(long / 2)} +`,
      `\t/${'@v1'.repeat(long / 3)}`,
      `created by ${'a.'.repeat(long / 2)}b`,
      `panic: ${' '.repeat(long)}x`,
      '"'.repeat(long),
      ' '.repeat(long),
      `820 times: [${'1, '.repeat(long / 3)}1]`,
      `1 @${' 0x1'.repeat(long / 4)} x`,
      `# labels: {${'"k":"v", '.repeat(long / 10)}"k`,
      `#\t0x1\tmain.f${'+0x1'.repeat(long / 4)}`,
      `#\t0x1\t${'a/'.repeat(long / 2)}x.f+0x1\t${'/a:1'.repeat(long / 4)} `,
      `  ${'a/'.repeat(long / 2)}x.f() `,
      `  main.f${'()'.repeat(long / 2)} x`,
      `Read at 0x${'0'.repeat(long)} by goroutine ${'7'.repeat(long)}: x`,
      `  Goroutine 7 - User: ${':1'.repeat(long / 2)}${' (0x1) ['.repeat(long / 8)}`,
      `  Goroutine 7 - User: a.go:1 f${' (0x1) [a 1'.repeat(long / 8)}]`,
      `\t0  0x1 in ${'a.'.repeat(long / 2)}`,
      `\t    at ${':1'.repeat(long / 2)} `,
      `${'.go:1'.repeat(long / 5)} in ${'a'.repeat(long)} x`,
      `${'.go:1'.repeat(long / 5)} (0x${'1'.repeat(long)}`,
      `net/http${'.a'.repeat(long / 2)})`,
      `${'a.'.repeat(long / 2)}b`,
    ];
    for (const line of lines) {
      const [first, last] = tokenize(grammar, `${line}\ngoroutine 7 [running]:`);
      assert.equal(first!.map(({ text }) => text).join(''), line);
      assert.equal(
        last!.find(({ text }) => text === '7')?.scopes.at(-1),
        'constant.numeric.integer.goroutine-id',
      );
    }
  });
});

function linesOfGoroutines(text: string) {
  const { line, endLine } = parseDump(text).goroutines;
  return { firstLine: line[0] ?? 0, endLine: endLine.at(-1) ?? 0 };
}

function kindByGrammar(tokens: readonly Token[]): string {
  const scope = tokens[0]?.scopes[0] ?? '';
  if (scope === 'comment.line.library' || scope === 'comment.line.path') return 'library';
  return ['meta.header', 'meta.frame', 'meta.created-by', 'meta.path'].includes(scope) ? scope : 'other';
}

function kindByParser(lines: readonly string[], n: number): string {
  const line = lines[n]!;
  if (readHeader(line)) return 'meta.header';
  const called = readFunctionLine(line) ?? readCreatedBy(line);
  const isLibrary = (name: string) =>
    /^_(?:cgo|rt0)/.test(name) || isStandardLibrary({ kind: 'go', function: name, file: '', line: 0 });
  if (called) {
    if (isLibrary(called.name)) return 'library';
    return readCreatedBy(line) ? 'meta.created-by' : 'meta.frame';
  }
  const file = readFileLine(line)?.file;
  if (file === undefined) return 'other';
  let above = n - 1;
  while (readFileLine(lines[above] ?? '')) above--; // two processes that write to one file
  const caller = readFunctionLine(lines[above] ?? '') ?? readCreatedBy(lines[above] ?? '');
  if (caller && isLibrary(caller.name)) return 'library';
  return isDependency(file) || /^(?:<autogenerated>|\?\??|_cgo_gotypes\.go|_testmain\.go)$/.test(file)
    ? 'library'
    : 'meta.path';
}
