import assert from 'node:assert/strict';
import { type Dump, DumpJoiner, dumpPieceEnd, parseDump } from '../../../src/core';
import { expectedDumps, fixture, fixtureText } from '../../fixtures';

/** The dump of a text that is read in pieces of about the size, in bytes. */
function readInPieces(text: Uint8Array, size: number): Dump {
  const joiner = new DumpJoiner();
  for (let at = 0; at < text.length;) {
    let end = at + size;
    if (end < text.length) {
      const cut = dumpPieceEnd(text.subarray(at, end));
      end = cut === undefined || cut === 0 ? text.length : at + cut;
    } else end = text.length;
    joiner.add(parseDump(text.subarray(at, end)), end - at);
    at = end;
  }
  return joiner.build();
}

describe('A text that is read in pieces', () => {
  for (const [path, { goroutines }] of expectedDumps()) {
    if (goroutines < 2 || /truncated|interleaved/.test(path)) continue;
    it(`has the same dump as in one: ${path}`, () => {
      const bytes = fixture(path);
      const whole = parseDump(bytes);
      const pieced = readInPieces(bytes, 20_000);
      assert.deepEqual(pieced.goroutines.id, whole.goroutines.id);
      assert.deepEqual(pieced.goroutines.line, whole.goroutines.line);
      assert.deepEqual(pieced.goroutines.start, whole.goroutines.start);
      const stacks = (dump: Dump) => Array.from(dump.goroutines.stack, (stack) => dump.stacks[stack]);
      assert.deepEqual(stacks(pieced), stacks(whole));
      assert.equal(pieced.stacks.length, whole.stacks.length);
      assert.equal(pieced.lineCount, whole.lineCount);
    });
  }

  it('has several dumps where an id comes again, in whatever piece', () => {
    const one = fixtureText('samples/fanout-debug2-go1.24.txt');
    const text = Buffer.from(`${one}\n${one}`);
    const sections = (dump: Dump) => dump.sections.map(({ line, goroutines }) => [line, goroutines]);
    assert.deepEqual(sections(readInPieces(text, one.length / 3)), sections(parseDump(text)));
  });

  it('has each goroutine in its dump, wherever the text is cut', () => {
    const frames = 'main.f()\n\t/x.go:1\n'.repeat(50);
    const goroutine = (id: number) => `goroutine ${id} [select]:\n${frames}\n`;
    const text = [
      `==> a <==\n${goroutine(1)}${goroutine(2)}`,
      `==> b <==\n${goroutine(3)}${goroutine(4)}`,
      `panic: boom\n\n${goroutine(5)}${goroutine(6)}`,
    ].join('');
    const sections = (dump: Dump) =>
      dump.sections.map(({ source, title, goroutines }) => [source, title, goroutines]);
    const whole = sections(parseDump(text));
    assert.deepEqual(whole, [
      ['a', '', 2],
      ['b', '', 2],
      ['b', 'panic: boom', 2],
    ]);
    for (let size = 3000; size < text.length; size += 37) {
      assert.deepEqual(sections(readInPieces(Buffer.from(text), size)), whole, String(size));
    }
  });

  it('is cut in linear time', () => {
    assert.equal(dumpPieceEnd(Buffer.from(`${'goroutine 1 '.repeat(1 << 18)}\nx`)), 12 * (1 << 18) + 1);
    assert.equal(dumpPieceEnd(Buffer.from('x'.repeat(1 << 20))), undefined);
  });
});
