import assert from 'node:assert/strict';
import {
  headerBracket,
  headerId,
  headerIdPattern,
  headerPattern,
  headerStartPattern,
} from '../../../src/core/lines/headerStart';

describe('The start of a header', () => {
  const bracket = (text: string, at = 0) => headerBracket(new TextEncoder().encode(text), at);

  it('ends before its bracket', () => {
    assert.equal(bracket('goroutine 19 [running]:'), 'goroutine 19 '.length);
    assert.equal(bracket('x goroutine 19 [running]:', 2), 'x goroutine 19 '.length);
  });

  it('may have gp=, m= and mp=', () => {
    const start = 'goroutine 1 gp=0xc000002380 m=0 mp=0x621f60 ';
    assert.equal(bracket(`${start}[idle]:`), start.length);
  });

  it('needs its word, an id and a bracket', () => {
    for (const text of [
      'goroutine',
      'goroutine [running]:',
      'goroutine 1x [running]:',
      'goroutine 12345678901234567890 [running]:',
      'goroutine 1 is [running]:',
      'goroutine 1 gp=0x1[running]:',
      'goroutine 1 ',
      'goroutine 1 m',
      'Goroutine 1 [running]:',
    ]) {
      assert.equal(bracket(text), -1, text);
    }
  });

  it('is on one line', () => {
    assert.equal(bracket('goroutine 1 gp=0x1 m=n\nil [running]:'), -1);
    assert.equal(bracket('goroutine 1 m\n [running]:'), -1);
    assert.equal(bracket('goroutine 1\n[running]:'), -1);
  });

  it('has an id', () => {
    assert.equal(headerId(new TextEncoder().encode('goroutine 4711 [running]:'), 0), 4711);
  });

  it('is found by its patterns in other text, with other blanks and with colors', () => {
    const pattern = new RegExp(headerStartPattern());
    assert.match('log: goroutine 7 [', pattern);
    assert.match('goroutine 7 gp=0x1 m=nil [', pattern);
    assert.doesNotMatch('goroutine 7\u00a0[', pattern);
    assert.match('goroutine\u00a07\u00a0[', new RegExp(headerStartPattern({ blank: '[ \u00a0]' })));
    assert.match('goroutine <7> <[', new RegExp(headerStartPattern({ decoration: '[<>]*' })));
    assert.match('goroutine 7 ', new RegExp(headerIdPattern()));
    assert.match('log: goroutine 7 [select] {"a":"b"}: more', new RegExp(headerPattern()));
    assert.doesNotMatch('goroutine 7 [select] and no more', new RegExp(headerPattern()));
  });
});
