import assert from 'node:assert/strict';
import { Region, escapedFile, escapedLineFeed } from '../../../src/core/unwrap/region';
import { bytesOf } from './rewritten';

const regionOf = (text: string, start = 0, end = bytesOf(text).length) =>
  new Region(bytesOf(text), start, end);

describe('A region of a text', () => {
  it('finds the start of a line, but not before the limit', () => {
    const region = regionOf('ab\ncd\n');
    assert.deepEqual(
      [0, 1, 2, 3, 5].map((at) => region.lineStart(at, 0)),
      [0, 0, 0, 3, 3],
    );
    assert.equal(region.lineStart(5, 4), 4);
  });

  it('finds the end of a line: its line feed, or the end of the region', () => {
    assert.deepEqual(
      [0, 2, 3].map((at) => regionOf('ab\ncd').lineEnd(at)),
      [2, 2, 5],
    );
    assert.equal(regionOf('ab\ncdef\n', 0, 5).lineEnd(3), 5);
  });

  it('decodes at most the given number of bytes', () => {
    assert.equal(regionOf('abcdef').decode(1, 5, 100), 'bcde');
    assert.equal(regionOf('abcdef').decode(1, 5, 2), 'bc');
  });

  it('finds the quote that opens the string around a byte', () => {
    const text = '{"a":"b c","d":1}';
    const region = regionOf(text);
    assert.equal(region.openQuote(0, text.indexOf('c')), text.indexOf('"b'));
    assert.equal(region.openQuote(0, text.indexOf(':1')), -1);
    assert.equal(region.openQuote(0, text.indexOf('d')), text.indexOf('"d'));
  });

  it('ignores escaped quotes', () => {
    const text = '"a\\"b\\\\"c"';
    const region = regionOf(text);
    assert.equal(region.openQuote(0, text.indexOf('b')), 0);
    assert.equal(region.openQuote(0, text.indexOf('c')), -1);
    assert.equal(region.nextQuote(1, text.length), text.indexOf('"c'));
  });

  it('finds no string after an empty one', () => {
    assert.equal(regionOf('"" a').openQuote(0, 3), -1);
    assert.equal(regionOf('"""a').openQuote(0, 3), 2);
  });

  it('finds no quote at or after the given end', () => {
    assert.equal(regionOf('ab"').nextQuote(0, 2), 2);
  });
});

describe('An escaped line feed', () => {
  it('is found as JSON, Go and shells write it, and before a tab', () => {
    const text = bytesOf('a\\nb\\n\\tc');
    assert.equal(escapedLineFeed.find(text, 0), 1);
    assert.equal(escapedFile.find(text, 0), 4);
  });
});
