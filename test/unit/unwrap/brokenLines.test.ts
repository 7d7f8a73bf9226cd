import assert from 'node:assert/strict';
import { joinBrokenLines } from '../../../src/core/unwrap/kinds/brokenLines';
import { bytesOf, piecesAfter, stringOf, textAfter } from './rewritten';

const pieces = (text: string) => piecesAfter((bytes) => joinBrokenLines(bytes, 0), text);
const textOf = (text: string) => textAfter((bytes) => joinBrokenLines(bytes, 0), text);

/** Breaks each line at a width in characters, as a terminal does. */
const brokenAt = (width: number, text: string) =>
  text
    .split('\n')
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '')
    .join('\n');

const stack =
  'goroutine 1 [running]:\n' +
  'example.com/shop/orders.(*Pool).take(0xc000010000, {0xc000020000, 0x1f, 0x20})\n' +
  '\t/home/build/go/src/example.com/shop/orders/pool.go:1234 +0x1d\n' +
  'created by example.com/shop/orders.(*Server).listenAndServeForever in goroutine 1\n' +
  '\t/home/build/go/src/example.com/shop/orders/server.go:56 +0x2f\n';

describe('Lines of a stack', () => {
  it('that are complete are unchanged', () => {
    assert.equal(pieces(stack), undefined);
  });

  it('that a terminal has broken are joined without a blank', () => {
    assert.deepEqual(pieces('main.f(0xc000\n010000)\n\t/x/main.go:1\n'), [
      ['main.f(0xc000', 0],
      ['010000)\n\t/x/main.go:1\n', 14],
    ]);
  });

  for (const width of [40, 61, 80]) {
    it(`that a terminal of ${width} columns has broken are joined as they were`, () => {
      assert.equal(textOf(brokenAt(width, stack)), stack);
    });
  }

  it('that a mail client has broken at a space get the space back', () => {
    assert.deepEqual(
      pieces('main.f(0xc000010000,\n0x1)\n\t/x/main.go:1\nmain.g(0x1,\n0x2)\n\t/x/main.go:2\n'),
      [
        ['main.f(0xc000010000,', 0],
        [' ', 21],
        ['0x1)\n\t/x/main.go:1\nmain.g(0x1,', 21],
        [' ', 52],
        ['0x2)\n\t/x/main.go:2\n', 52],
      ],
    );
  });

  it('are not joined with the header of the next goroutine', () => {
    assert.equal(textOf('main.f(0x1,\ngoroutine 2 [select]:\nmain.g(0x2)\n'), undefined);
  });

  it('are not joined with lines that do not complete them', () => {
    assert.equal(textOf('main.f(0x1,\nlistening on port 80\n\nafter\n'), undefined);
  });

  it('that are short are broken in a word, because a mail client would not break them', () => {
    assert.equal(textOf('main.f(0x1)\n\t/x/ma\nin.go:1 +0x1d\n'), 'main.f(0x1)\n\t/x/main.go:1 +0x1d\n');
  });

  it('may be a header, or the file of a creator', () => {
    const long = 'a-folder-with-a-long-name/'.repeat(2);
    assert.equal(
      textOf('goroutine 1 [sync.Mutex.Lock,\n2 minutes]:\nmain.f(0x1)\n\t/x/main.go:1\n'),
      'goroutine 1 [sync.Mutex.Lock, 2 minutes]:\nmain.f(0x1)\n\t/x/main.go:1\n',
    );
    assert.equal(
      textOf(`created by main.main in goroutine 1\n\t/home/${long}/a long\nname/main.go:1\n`),
      `created by main.main in goroutine 1\n\t/home/${long}/a long name/main.go:1\n`,
    );
  });

  it('are not joined if they are an elision or an ancestor', () => {
    const before = 'main.f(0xc000\n010000)\n\t/x/main.go:1\n';
    for (const line of ['...additional frames elided...', '[originating from goroutine 7]:']) {
      assert.equal(
        textOf(`${before}${line}\nmain.g(0x2)\n\t/x/main.go:2\n`),
        `main.f(0xc000010000)\n\t/x/main.go:1\n${line}\nmain.g(0x2)\n\t/x/main.go:2\n`,
      );
    }
  });

  it('are not joined over an empty line', () => {
    assert.equal(textOf('main.f(0x1,\n\n0x2)\n\t/x/main.go:1\n'), undefined);
  });

  it('may be broken into 13 pieces, not into more', () => {
    const text = (pieceCount: number) =>
      `main.f(${Array.from({ length: pieceCount }, () => '0x1,').join('\n')})\n\t/x/main.go:1\n`;
    assert.notEqual(textOf(text(13)), undefined);
    assert.equal(textOf(text(14)), undefined);
  });

  it('are looked for only near the given byte', () => {
    const broken = 'main.f(0xc000\n010000)\n\t/x/main.go:1\n';
    const text = bytesOf('x\n'.repeat(5000) + broken);
    assert.equal(joinBrokenLines(text, 0), undefined);
    const near = joinBrokenLines(text, text.length - broken.length);
    assert.equal(near && stringOf(near.text).slice(10_000), 'main.f(0xc000010000)\n\t/x/main.go:1\n');
  });
});
