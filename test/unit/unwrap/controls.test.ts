import assert from 'node:assert/strict';
import { byteClassesOf } from '../../../src/core/unwrap/byteClasses';
import { withoutControls } from '../../../src/core/unwrap/controls';
import { piecesAfter, textAfter } from './rewritten';

const rewrite = (bytes: Uint8Array) => withoutControls(bytes, byteClassesOf(bytes));
const pieces = (text: string) => piecesAfter(rewrite, text);
const textOf = (text: string) => textAfter(rewrite, text);

describe('In a text with controls,', () => {
  it('nothing changes if there are none', () => {
    assert.equal(pieces('goroutine 1 [running]:\n\tä 世 é\n'), undefined);
  });

  it('colors are removed, and the rest keeps its origin', () => {
    assert.deepEqual(pieces('a \x1b[1;31mred\x1b[0m b'), [
      ['a ', 0],
      ['red', 9],
      [' b', 16],
    ]);
  });

  it('whole escape sequences are removed, up to their ends', () => {
    for (const sequence of [
      '\x1b[K',
      '\x1b[?25l',
      '\x1b]0;title\x07',
      '\x1b]8;;https://example.com\x1b\\',
      '\x1b_bk;t=1741079702000\x07',
      '\x1bPq\x1b\\',
      '\x1b(B',
      '\x1bM',
    ]) {
      assert.equal(textOf(`a${sequence}b`), 'ab', JSON.stringify(sequence));
    }
  });

  it('an escape sequence without an end ends with its line', () => {
    assert.equal(textOf('a\x1b]0;title\nb'), 'a\nb');
    assert.equal(textOf('a\x1b[31'), 'a');
    assert.equal(textOf('a\x1b'), 'a');
  });

  it('only the escape is removed if it begins no sequence', () => {
    assert.equal(textOf('a\x1b1b'), 'a1b');
  });

  it('carriage returns before a line feed and at the end are removed', () => {
    assert.deepEqual(pieces('a\r\nb\r\r\nc\r'), [
      ['a', 0],
      ['\nb', 2],
      ['\nc', 6],
    ]);
  });

  it('a carriage return inside a line becomes a line feed', () => {
    assert.deepEqual(pieces('10 %\r20 %'), [['10 %\n20 %', 0]]);
  });

  it('zero bytes are removed, e.g. of UTF-16 that was read as UTF-8', () => {
    assert.equal(textOf('a\0b\0'), 'ab');
  });

  it('zero-width characters are removed', () => {
    for (const char of ['\u200b', '\u200e', '\u200f', '\u2060', '\ufeff']) {
      assert.equal(textOf(`a${char}b`), 'ab', JSON.stringify(char));
    }
  });

  it('no-break spaces become spaces', () => {
    assert.deepEqual(pieces('a\u00a0b\u202fc'), [
      ['a ', 0],
      ['b ', 3],
      ['c', 7],
    ]);
  });

  it('a no-break space before a space is removed within a line, and kept in an indentation', () => {
    assert.equal(textOf('a\u00a0 b'), 'a b');
    assert.equal(textOf('\u00a0 b\n\u00a0 c'), '  b\n  c');
  });

  it('other line ends become line feeds', () => {
    for (const char of ['\u0085', '\u2028', '\u2029']) {
      assert.equal(textOf(`a${char}b`), 'a\nb', JSON.stringify(char));
    }
  });

  it('other characters that begin with the same bytes are unchanged', () => {
    assert.equal(textOf('\u2192 \u00a7 \ufe0f\r\n'), '\u2192 \u00a7 \ufe0f\n');
    assert.equal(pieces('\u2192 \u00a7 \ufe0f\n'), undefined);
  });
});
