import assert from 'node:assert/strict';
import { unchangedText } from '../../../src/client/text/sinks';
import {
  countsByText,
  errorText,
  format,
  isEmpty,
  joined,
  received,
  untrusted,
} from '../../../src/client/text/untrusted';

const text = received<string>;

describe('Untrusted text', () => {
  it('can be a part of another text, whose backslashes stay', () => {
    assert.equal(unchangedText(untrusted`a\\b ${text('c\\d')} ${7}`), 'a\\b c\\d 7');
  });

  it('can be joined, without the parts that are empty', () => {
    assert.equal(unchangedText(joined([text('a'), '', text(''), 'b'], ' · ')), 'a · b');
    assert.equal(unchangedText(joined([], ' · ')), '');
  });

  it('can be formatted', () => {
    assert.equal(unchangedText(format((a: string, b: number) => `${a}:${b}`, text('x.go'), 7)), 'x.go:7');
  });

  it('knows whether it is empty', () => {
    assert.equal(isEmpty(text('')), true);
    assert.equal(isEmpty(text(' ')), false);
  });

  it('is what an error says', () => {
    assert.equal(unchangedText(errorText(new Error('no such file'))), 'no such file');
    assert.equal(unchangedText(errorText('no such file')), 'no such file');
  });

  it('may be the keys of counts', () => {
    const counts = countsByText(received<Readonly<Record<string, number>>>({ select: 2, sleep: 1 }));
    assert.deepEqual(
      counts.map(([key, count]) => [unchangedText(key), count]),
      [
        ['select', 2],
        ['sleep', 1],
      ],
    );
  });
});
