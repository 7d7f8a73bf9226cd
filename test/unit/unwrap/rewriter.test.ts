import assert from 'node:assert/strict';
import { Rewriter } from '../../../src/core/unwrap/rewriter';
import { bytesOf, piecesOf } from './rewritten';

const original = bytesOf('0123456789');

describe('A rewriter', () => {
  for (const [kind, expected] of [
    ['that copies pieces one at a time', undefined],
    ['that expects to copy most of the original', { start: 0, end: 10 }],
    ['that expects to copy a part of the original', { start: 2, end: 9 }],
  ] as const) {
    describe(kind, () => {
      it('builds a text from pieces of the original, in any order', () => {
        const out = new Rewriter(original, expected);
        out.copy(2, 4);
        out.copy(6, 9);
        out.copy(0, 3);
        assert.deepEqual(piecesOf(out.build()), [
          ['23', 2],
          ['678', 6],
          ['012', 0],
        ]);
      });

      it('can write more than the original has', () => {
        const out = new Rewriter(original, expected);
        for (let n = 0; n < 20; n++) out.copy(0, 10);
        assert.equal(Buffer.from(out.build().text).toString(), '0123456789'.repeat(20));
      });

      it('never changes the original', () => {
        const out = new Rewriter(original, expected);
        out.copy(5, 9);
        out.put(0x78, 0);
        assert.equal(Buffer.from(original).toString(), '0123456789');
      });
    });
  }

  it('joins pieces that follow each other in the original', () => {
    const out = new Rewriter(original);
    out.copy(0, 2);
    out.copy(2, 5);
    assert.deepEqual(piecesOf(out.build()), [['01234', 0]]);
  });

  it('copies nothing if the end is not after the start', () => {
    const out = new Rewriter(original);
    out.copy(5, 5);
    out.copy(5, 2);
    assert.equal(out.size, 0);
  });

  it('puts a byte that stands for one of the original', () => {
    const out = new Rewriter(original);
    out.copy(0, 2);
    out.put(0x78, 4);
    out.copy(6, 8);
    const rewritten = out.build();
    assert.deepEqual(piecesOf(rewritten), [
      ['01', 0],
      ['x', 4],
      ['67', 6],
    ]);
    assert.equal(rewritten.origins.textOf(4, 100), 2);
  });

  it('inserts a byte that stands for none of the original', () => {
    const out = new Rewriter(original);
    out.copy(0, 2);
    out.insert(0x0a, 2);
    out.copy(2, 4);
    const rewritten = out.build();
    assert.deepEqual(piecesOf(rewritten), [
      ['01\n', 0],
      ['23', 2],
    ]);
    assert.equal(rewritten.origins.textOf(2, 100), 3);
  });

  it('inserts a byte before any byte of the original', () => {
    const out = new Rewriter(original);
    out.copy(0, 2);
    out.insert(0x0a, 5);
    assert.equal(out.build().origins.originOf(2), 5);
  });

  it('takes more bytes than it has room for', () => {
    const out = new Rewriter(original, undefined, 1);
    out.put(0x61, 0);
    out.put(0x62, 1);
    out.insert(0x63, 2);
    out.append({ text: bytesOf('de'), origins: new Rewriter(original).origins });
    assert.equal(Buffer.from(out.build().text).toString(), 'abcde');
  });

  it('puts a character in UTF-8, each byte of the same origin', () => {
    const out = new Rewriter(original);
    out.putCodePoint(0x41, 1);
    out.putCodePoint(0xe9, 5);
    const { text, origins } = out.build();
    assert.equal(Buffer.from(text).toString(), 'Aé');
    assert.deepEqual(
      [0, 1, 2].map((at) => origins.originOf(at)),
      [1, 5, 5],
    );
  });

  it('knows whether it is at the beginning of a line', () => {
    const out = new Rewriter(original);
    assert.equal(out.isAtLineStart, true);
    out.copy(0, 1);
    assert.equal(out.isAtLineStart, false);
    out.insert(0x0a, 1);
    assert.equal(out.isAtLineStart, true);
  });

  it('appends the text of another rewriter', () => {
    const other = new Rewriter(original);
    other.copy(8, 10);
    other.insert(0x0a, 10);
    const out = new Rewriter(original);
    out.copy(0, 1);
    out.append(other.build());
    assert.deepEqual(piecesOf(out.build()), [
      ['0', 0],
      ['89\n', 8],
    ]);
  });

  it('appends the output of a kernel, with its addresses', () => {
    const out = new Rewriter(original);
    out.copy(0, 1);
    out.appendTaken({
      bytes: bytesOf('4578'),
      pieces: Int32Array.of(101, 204, 103, 207),
      toText: 100,
      toOriginal: 200,
    });
    assert.deepEqual(piecesOf(out.build()), [
      ['0', 0],
      ['45', 4],
      ['78', 7],
    ]);
  });
});
