import assert from 'node:assert/strict';
import { byteClass, byteClassesOf } from '../../../src/core/unwrap/byteClasses';
import { LineKernel } from '../../../src/core/unwrap/lineKernel';
import { bytesOf } from './rewritten';

const { control, hash, ampersand, less, blank } = byteClass;

/** The names of the classes of which a text has a byte. */
const namesOf = (text: string) => {
  const classes = byteClassesOf(bytesOf(text));
  return Object.entries(byteClass)
    .filter(([, bits]) => (classes & bits) !== 0)
    .map(([name]) => name);
};

describe('The byte classes of a text', () => {
  it('are none for a clean dump', () => {
    assert.deepEqual(
      namesOf('goroutine 1 [running]:\nmain.(*T).f(0x1, {0x2, ...})\n\t/x/main.go:1 +0x1d\n'),
      [],
    );
    assert.deepEqual(namesOf(''), []);
  });

  it('show what may surround a dump', () => {
    assert.deepEqual(namesOf('a\r\n'), ['control']);
    assert.deepEqual(namesOf('\x1b[m'), ['control']);
    assert.deepEqual(namesOf('\0'), ['control']);
    assert.deepEqual(namesOf('#011'), ['hash']);
    assert.deepEqual(namesOf('&lt;'), ['ampersand']);
    assert.deepEqual(namesOf('<pre>'), ['less']);
    assert.deepEqual(namesOf('\u00a0'), ['blank']);
    assert.deepEqual(namesOf('\u200b'), ['blank']);
    assert.deepEqual(namesOf('\ufeff'), ['blank']);
  });

  it('are the sum of those of its parts', () => {
    assert.deepEqual(namesOf('<a>&#x20;\r\n\u200b'), ['control', 'hash', 'ampersand', 'less', 'blank']);
  });

  it('do not share bits', () => {
    assert.equal(control + hash + ampersand + less + blank, control | hash | ampersand | less | blank);
  });

  it('are the same with the kernel', () => {
    const text = bytesOf('x'.repeat(100) + '&');
    assert.equal(
      byteClassesOf(text, (whole) => LineKernel.of(whole, 0, 48)),
      ampersand,
    );
  });
});
