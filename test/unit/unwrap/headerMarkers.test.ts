import assert from 'node:assert/strict';
import { headers, isStackLine, occurrences, preambles } from '../../../src/core/unwrap/headerMarkers';
import { bytesOf } from './rewritten';

/** What follows each header of the text. */
const headersOf = (text: string) =>
  [...headers(bytesOf(text), 0, text.length)].map(({ at }) => text.slice(at).split('\n')[0]);

/** What follows each preamble of the text. */
const preamblesOf = (text: string) =>
  preambles
    .flatMap((preamble) => [...occurrences(preamble, bytesOf(text), 0, text.length)])
    .map(({ at }) => text.slice(at).split('\n')[0]);

describe('A header', () => {
  it('is found anywhere in its line', () => {
    assert.deepEqual(
      headersOf('web | goroutine 7 [select]:\nthe goroutine 8 [running]: f()\ngoroutine 9 [IO wait]:'),
      ['goroutine 7 [select]:', 'goroutine 8 [running]: f()', 'goroutine 9 [IO wait]:'],
    );
  });

  it('may have pointers before its bracket and labels after it', () => {
    const lines = [
      'goroutine 7 gp=0xc000006c40 m=nil [select, 3 minutes]:',
      'goroutine 7 [select] {"tenant":"a"}:',
      'goroutine 7 [select labels:{tenant: a}]:',
    ];
    assert.deepEqual(headersOf(lines.join('\n')), lines);
  });

  it('may have escaped colors around its number', () => {
    const line = 'goroutine \\u001b[36m7\\u001b[39m [select]:';
    assert.deepEqual(headersOf(line), [line]);
  });

  it('may have the form of a tool for tests', () => {
    assert.equal(headersOf('Goroutine 7 in state select, with main.f on top of the stack:').length, 1);
    assert.equal(headersOf('2025-01-09T07:12:44Z   goroutine 7 [select]\n').length, 1);
  });

  it('is not found in words of a sentence', () => {
    assert.deepEqual(
      headersOf(
        'goroutine 7 was stopped\ngoroutine seven [select]:\ngoroutine 7 [select] stopped\n[a]: goroutine 7',
      ),
      [],
    );
  });

  it('is not found across a line end', () => {
    assert.deepEqual(headersOf('goroutine 7 \n[select]:'), []);
  });

  it('is searched for in the given bounds, from the byte that the caller gives', () => {
    const text = bytesOf('goroutine 1 [a]:\ngoroutine 2 [b]:\ngoroutine 3 [c]:\n');
    const found = headers(text, 1, text.length - 17);
    assert.deepEqual(found.next(), { done: false, value: { at: 17, kind: 'header' } });
    assert.equal(found.next().done, true);
    const skipping = headers(text, 0, text.length);
    assert.equal(skipping.next().value?.at, 0);
    assert.equal(skipping.next(18).value?.at, 34);
  });
});

describe('The start of a preamble', () => {
  it('is found anywhere in its line', () => {
    for (const line of [
      'panic: boom',
      'fatal error: all goroutines are asleep - deadlock!',
      'SIGQUIT: quit',
      'WARNING: DATA RACE',
      'goroutine profile: total 7',
      'goroutineleak profile: total 7',
    ]) {
      assert.deepEqual(preamblesOf(`web | ${line}\n`), [line]);
      assert.deepEqual(preamblesOf(`${line}\n`), [line]);
    }
  });

  it('is not a signal that a log mentions, or that follows a panic in brackets', () => {
    assert.deepEqual(
      preamblesOf(
        'got SIGTERM: shutting down\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]\n',
      ),
      [],
    );
  });
});

describe('A line of a stack', () => {
  it('is a function, a file or a creator', () => {
    for (const line of [
      'main.(*Pool).take(0xc000010000, 0x1)',
      '\t/x/main.go:12 +0x1d',
      'created by main.main in goroutine 1',
    ]) {
      assert.equal(isStackLine(line), true, line);
    }
  });

  it('is not a header, nor a line of a log', () => {
    for (const line of ['goroutine 7 [select]:', 'listening on port 80', 'took 12 ms (slow!)', '']) {
      assert.equal(isStackLine(line), false, line);
    }
  });
});
