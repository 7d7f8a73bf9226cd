import assert from 'node:assert/strict';
import { type Dump, DumpJoiner, dumpPieceEnd, parseDump, readPiece } from '../../../src/core';
import { expectedDumps, fixture, fixtureText } from '../../fixtures';
import { assertLinear, measuringTime } from '../../linearTime';

/** The dump of a text that is read in pieces of about the size, in bytes. */
function readInPieces(text: Uint8Array, size: number): Dump {
  const joiner = new DumpJoiner();
  for (let at = 0; at < text.length;) {
    let end = at + size;
    if (end < text.length) {
      const cut = dumpPieceEnd(text.subarray(at, end));
      end = cut === undefined || cut === 0 ? text.length : at + cut;
    } else end = text.length;
    const { traceback, unwrapped } = readPiece(text.subarray(at, end));
    joiner.add(traceback, unwrapped.text.length);
    at = end;
  }
  return joiner.build();
}

describe('A text that is read in pieces', () => {
  for (const [path, { goroutines }] of expectedDumps()) {
    if (goroutines < 2 || /truncated|interleaved/.test(path)) continue;
    it(`has the same dump as when read at once: ${path}`, () => {
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
      assert.deepEqual(pieced.sections, whole.sections);
    });
  }

  describe('has the same dumps as when read at once, wherever it is cut', () => {
    const frames = 'main.f()\n\t/x.go:1\n'.repeat(5);
    const goroutine = (id: number, state = 'select') => `goroutine ${id} [${state}]:\n${frames}\n`;
    const rest = [1, 2, 3, 4, 5, 6].map((id) => goroutine(id)).join('');
    const unavailable = (id: number) =>
      `goroutine ${id} [running]:\n\tgoroutine running on other thread; stack unavailable\n\n`;
    const crash = (id: number) => `-----\n\nSIGQUIT: quit\nPC=0x1 m=1 sigcode=0\n\n${goroutine(id)}`;
    const forms: Record<string, string> = {
      'an id comes again': rest.repeat(4),
      'a log stands between': `${rest}2026/11/24 10:00:00 still running\n`.repeat(4),
      'a goroutine dumps itself and all others': `${goroutine(9, 'running')}${rest}`.repeat(4),
      'each is titled': `==> a <==\n${rest}\n`.repeat(4),
      'each is after a panic': `panic: boom\n\n${rest}`.repeat(4),
      'threads are dumped again': `SIGQUIT: quit\n\n${rest}${crash(2)}${crash(3)}${crash(0)}\n`.repeat(3),
      'threads fail at once':
        `panic: a\n\n${goroutine(9)}${unavailable(7)}${rest}${unavailable(8)}panic: b\n\n${goroutine(7)}${goroutine(8)}`.repeat(
          3,
        ),
      'races and stacks stand between':
        `${rest}\n==================\nWARNING: DATA RACE\nWrite at 0x00c0 by goroutine 7:\n  main.f()\n      /x.go:1 +0x1\n\nPrevious read at 0x00c0 by goroutine 8:\n  main.g()\n      /x.go:2 +0x1\n==================\n`.repeat(
          3,
        ),
    };
    const sections = ({ sections, goroutines }: Dump) => [sections, goroutines.id, goroutines.line] as const;
    for (const [title, text] of Object.entries(forms)) {
      it(`where ${title}`, () => {
        const bytes = Buffer.from(text);
        const whole = sections(parseDump(bytes));
        assert.ok(whole[0].length > 2);
        for (let size = 400; size < text.length; size += 7) {
          assert.deepEqual(sections(readInPieces(bytes, size)), whole, String(size));
        }
      });
    }

    it('of a real program', () => {
      const one = fixtureText('samples/fanout-debug2-go1.24.txt');
      const text = Buffer.from(`${one}\n`.repeat(5));
      const whole = sections(parseDump(text));
      assert.equal(whole[0].length, 5);
      for (let size = 3000; size < text.length; size += 4001) {
        assert.deepEqual(sections(readInPieces(text, size)), whole, String(size));
      }
    });
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
      dump.sections.map(({ name, title, goroutines }) => [name, title, goroutines]);
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

  it('is cut in linear time', async () => {
    for (const [text, end] of [
      [(size: number) => `${'goroutine 1 '.repeat(size)}\nx`, (size: number) => 12 * size + 1],
      [(size: number) => 'x'.repeat(size), () => undefined],
    ] as const) {
      await assertLinear(
        (size) => {
          const bytes = Buffer.from(text(size));
          return () => {
            assert.equal(dumpPieceEnd(bytes), end(size));
          };
        },
        1 << 18,
        1 << 20,
      );
    }
  }).timeout(measuringTime);
});
