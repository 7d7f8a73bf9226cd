import assert from 'node:assert/strict';
import {
  type EscapeScope,
  hasEscapedControls,
  unescape,
  unescapeControls,
} from '../../../src/core/unwrap/escapes';
import { Rewriter } from '../../../src/core/unwrap/rewriter';
import { bytesOf, piecesOf, stringOf } from './rewritten';

const unescaped = (text: string, scope: EscapeScope = 'all', start = 0, end = bytesOf(text).length) => {
  const bytes = bytesOf(text);
  const out = new Rewriter(bytes);
  const after = unescape(out, bytes, start, end, scope);
  const rewritten = out.build();
  return { after, text: stringOf(rewritten.text), pieces: piecesOf(rewritten) };
};
const textAfter = (text: string) => unescaped(text).text;

describe('An escape', () => {
  it('becomes its character, and the rest keeps its origin', () => {
    assert.deepEqual(unescaped('a\\n\\tb').pieces, [
      ['a\n', 0],
      ['\t', 3],
      ['b', 5],
    ]);
  });

  it('is one of JSON, of Go or of a shell', () => {
    assert.equal(textAfter('\\n\\t\\r\\b\\f\\e\\"\\\'\\/\\\\'), '\n\t\r\b\f\x1b"\'/\\');
    assert.equal(textAfter('\\u0041\\x41\\101\\u00e9'), 'AAA\u00e9');
    assert.equal(textAfter('\\033[1m\\u003c'), '\x1b[1m<');
  });

  it('of two surrogates becomes one character', () => {
    assert.equal(textAfter('\\ud83d\\ude00!'), '😀!');
    for (const text of ['\\ud83d\\u0041', '\\u0041\\ude00', '\\ude00\\ude00', '\\ud83d']) {
      assert.equal(textAfter(text), text.replaceAll('\\u0041', 'A').replace(/\\ud[0-9a-f]{3}/g, '\ufffd'));
    }
  });

  it('of another kind is unchanged', () => {
    for (const text of ['\\q', '\\u00g1', '\\x4', '\\777', '\\18', '\\']) {
      assert.equal(textAfter(text), text);
    }
  });

  it('that is escaped itself is undone once', () => {
    assert.equal(textAfter('\\\\n'), '\\n');
    assert.equal(textAfter('\\\\u0041'), '\\u0041');
  });

  it('does not go beyond the end', () => {
    assert.equal(unescaped('a\\nb', 'all', 0, 2).text, 'a\\');
    assert.equal(unescaped('\\u0041', 'all', 0, 5).text, '\\u004');
  });
});

describe('An escaped string', () => {
  it('ends at its quote, after which the caller continues', () => {
    assert.deepEqual(unescaped('"a\\"b","c"', 'quoted', 1), {
      after: '"a\\"b"'.length,
      text: 'a"b',
      pieces: [
        ['a"', 1],
        ['b', 4],
      ],
    });
  });

  it('ends at the given end if its quote is missing', () => {
    const { text, after } = unescaped('ab\\n', 'quoted');
    assert.equal(text, 'ab\n');
    assert.equal(after, 4);
  });

  it('does not end at a quote if the whole text is escaped', () => {
    assert.equal(textAfter('a"b\\n'), 'a"b\n');
  });
});

describe('A control that a syslog daemon has escaped', () => {
  const textOf = (text: string) => {
    const out = new Rewriter(bytesOf(text));
    unescapeControls(out, bytesOf(text), 0, text.length);
    return piecesOf(out.build());
  };

  it('is a tab or a line feed, of three octal digits', () => {
    assert.equal(hasEscapedControls(bytesOf('f()#012')), true);
    assert.equal(hasEscapedControls(bytesOf('#011/x/main.go:1')), true);
    assert.equal(hasEscapedControls(bytesOf('issue #101, #11, #019, #')), false);
  });

  it('may be the first byte and the last one', () => {
    assert.deepEqual(textOf('#011/x#012'), [
      ['\t', 0],
      ['/x\n', 4],
    ]);
  });

  it('becomes itself, and the rest keeps its origin', () => {
    assert.deepEqual(textOf('f()#012#011/x'), [
      ['f()\n', 0],
      ['\t', 7],
      ['/x', 11],
    ]);
  });

  it('is not a number of another character', () => {
    assert.deepEqual(textOf('a#101#040#012b'), [
      ['a#101#040\n', 0],
      ['b', 13],
    ]);
  });
});
