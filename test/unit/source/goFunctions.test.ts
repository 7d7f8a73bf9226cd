import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goFunctions } from '../../../src/core';
import { fixturesFolder } from '../../fixtures';
import { assertLinear, measuringTime } from '../../linearTime';
import { nonEmpty } from '../../nonEmpty';

/** `Hub.run 3-5`, receiver, name and lines. */
const scan = (source: string) =>
  goFunctions(source).map(
    ({ receiver, name, line, endLine }) =>
      `${receiver === undefined ? '' : `${receiver}.`}${name} ${line}-${endLine}`,
  );

describe('The functions of a Go file', () => {
  it('are those at the top level, with their receivers and lines', () => {
    assert.deepEqual(
      scan(`package node

func main() {
	go func() {
		if x { y() }
	}()
}

func (h *Hub) run() {}
func (Hub) stop() {
}
func (q *queue[K, V]) pop() (v V, err error) {
	return
}
func Map[From, To any](all []From) {}
func (n *número) läuft() {
}
`),
      ['main 3-7', 'Hub.run 9-9', 'Hub.stop 10-11', 'queue.pop 12-14', 'Map 15-15', 'número.läuft 16-17'],
    );
  });

  it('may have braces in their heads', () => {
    for (const head of [
      'func f() interface{} {',
      'func f(x interface{ M() }, y struct{ z int }) {',
      'func f[T interface{ ~int | ~string }](x T) {',
      'func f() map[string]struct{} {',
      'func f() (a chan struct{}, b interface {\n\tM()\n}) {',
      'func f(\n\tx int,\n\ty func() error,\n) (\n\terr error,\n) {',
    ]) {
      const lines = head.split('\n').length;
      assert.deepEqual(
        scan(`${head}\n\treturn\n}\nfunc g() {}`),
        [`f 1-${lines + 2}`, `g ${lines + 3}-${lines + 3}`],
        head,
      );
    }
  });

  it('do not end at a brace in a string, a rune or a comment', () => {
    for (const line of [
      '"}"',
      "'}'",
      "'\\''",
      '"\\"}"',
      '`}\n}\n"`',
      '// }',
      '/* }\n}\n*/',
      '// "',
      "/* ' */",
    ]) {
      const lines = line.split('\n').length;
      assert.deepEqual(scan(`func f() {\n${line}\n}\n\nfunc g() {}`), [
        `f 1-${lines + 2}`,
        `g ${lines + 4}-${lines + 4}`,
      ]);
    }
  });

  it('do not include any in a comment or a string', () => {
    assert.deepEqual(
      scan('/*\nfunc old() {\n}\n*/\nvar s = `\nfunc text() {\n}\n`\n// func x() {}\nfunc f() {}'),
      ['f 10-10'],
    );
  });

  it('may lack a body, or their end', () => {
    assert.deepEqual(scan('func now() int64\n\nfunc f() {\n}\nfunc half() {\n\tx()\n'), [
      'now 1-1',
      'f 3-4',
      'half 5-7',
    ]);
    assert.deepEqual(scan('func f() {\n\tif x {\n}\n\nfunc g() {\n}\n'), ['f 1-3', 'g 5-6']);
  });

  it('are the same with Windows line ends', () => {
    assert.deepEqual(
      scan('package a\r\n\r\n/* {\r\n*/\r\nfunc f() {\r\n\tx()\r\n}\r\n\r\nfunc g() {\r\n}\r\n'),
      ['f 5-7', 'g 9-10'],
    );
  });

  it('are found in the lab’s program', () => {
    const hub = readFileSync(join(fixturesFolder, '../lab/node/hub.go'), 'utf8');
    const lines = hub.split('\n');
    const functions = goFunctions(hub);
    assert.equal(functions.length, lines.filter((line) => line.startsWith('func ')).length);
    for (const { line, endLine, name } of nonEmpty(functions, 'functions')) {
      assert.ok(lines[line - 1]!.includes(` ${name}(`) && lines[endLine - 1]!.endsWith('}'), name);
    }
  });

  for (const piece of ['/*', '`', '"', "'", '{', 'func (', 'func\n', 'func f() {\n', '// `']) {
    it(`are scanned in linear time in a text of many ${JSON.stringify(piece)}`, async () => {
      await assertLinear((size) => {
        const text = piece.repeat(size);
        return () => goFunctions(text);
      }, 100_000);
    }).timeout(measuringTime);
  }
});
