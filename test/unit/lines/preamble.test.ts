import assert from 'node:assert/strict';
import { readCause, readSignalDetails, type Span } from '../../../src/core';
import { isPreamble } from '../../../src/core/lines/preamble';

const cut = (line: string, span: Span | undefined) => span && line.slice(span.start, span.end);

describe('A line that says what ended the program', () => {
  const read = (line: string) => {
    const cause = readCause(line);
    return cause && [cut(line, cause.cause), cut(line, cause.message), cut(line, cause.modifier)];
  };

  it('has a cause and a message', () => {
    assert.deepEqual(read('panic: send on closed channel'), ['panic', 'send on closed channel', undefined]);
    assert.deepEqual(read('fatal error: all goroutines are asleep - deadlock!'), [
      'fatal error',
      'all goroutines are asleep - deadlock!',
      undefined,
    ]);
    assert.deepEqual(read('SIGQUIT: quit'), ['SIGQUIT', 'quit', undefined]);
    assert.deepEqual(read('Signal 64'), ['Signal 64', '', undefined]);
  });

  it('says whether the panic was recovered', () => {
    assert.deepEqual(read('panic: one [recovered]'), ['panic', 'one', '[recovered]']);
    assert.deepEqual(read('panic: one [recovered, repanicked]  '), [
      'panic',
      'one',
      '[recovered, repanicked]',
    ]);
    assert.deepEqual(read('panic: [recovered] twice'), ['panic', '[recovered] twice', undefined]);
  });

  it('is indented by a tab for a panic inside another, which does not begin a dump', () => {
    assert.deepEqual(read('\tpanic: two'), ['panic', 'two', undefined]);
    assert.equal(isPreamble('\tpanic: two'), false);
    assert.equal(isPreamble('panic: one'), true);
  });

  it('may be logged by the HTTP server', () => {
    assert.equal(isPreamble('2026/03/01 10:00:00 http: panic serving 127.0.0.1:5000: boom'), true);
    assert.equal(isPreamble('10:00:00 http: panic serving 127.0.0.1:5000: boom'), false);
  });

  it('is not a word in a sentence', () => {
    for (const line of ['panic at noon', 'SIGNIFICANT change', 'Signal 11 received', 'a panic: no', '']) {
      assert.equal(readCause(line), undefined, line);
    }
  });
});

describe('The details of a signal', () => {
  it('are in brackets after a panic', () => {
    const line = '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4d7ee4]';
    const { word, signal, fieldsStart } = readSignalDetails(line)!;
    assert.equal(cut(line, word), 'signal');
    assert.equal(cut(line, signal), 'SIGSEGV');
    assert.equal(line.slice(0, fieldsStart), '[signal SIGSEGV');
  });

  it('have a number if the signal has no name', () => {
    assert.equal(readSignalDetails('[signal 0xb code=0x1 addr=0x0 pc=0x4d7ee4]')!.signal, undefined);
  });

  it('are only fields after SIGQUIT', () => {
    assert.deepEqual(readSignalDetails('PC=0x4640c1 m=0 sigcode=0'), {
      word: undefined,
      signal: undefined,
      fieldsStart: 0,
    });
    assert.equal(readSignalDetails('PC World'), undefined);
  });
});
