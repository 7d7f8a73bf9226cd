import assert from 'node:assert/strict';
import { isRaceWarning, readRaceAccess, readRaceCreation, type Span } from '../../../src/core';
import { isOtherRaceTitle, isRaceRule, readRaceFunction } from '../../../src/core/lines/race';

const cut = (line: string, span: Span | undefined) => span && line.slice(span.start, span.end);

describe('A line of a race report', () => {
  it('is the warning or the rule around it', () => {
    assert.ok(isRaceWarning('WARNING: DATA RACE  '));
    assert.ok(!isRaceWarning('  WARNING: DATA RACE'));
    assert.ok(isRaceRule('='.repeat(18)));
    assert.ok(!isRaceRule('='.repeat(17)));
  });

  it('names an access, its address and its goroutine', () => {
    const line = '  Previous atomic write at 0x00c0000ae008 by goroutine 8:';
    const access = readRaceAccess(line)!;
    assert.equal(access.operation, 'atomic write');
    assert.equal(access.previous, true);
    assert.equal(access.address, '0x00c0000ae008');
    assert.equal(access.goroutine, 8);
    assert.equal(cut(line, access.operationSpan), 'Previous atomic write');
    assert.equal(cut(line, access.addressSpan), '0x00c0000ae008');
    assert.equal(cut(line, access.wordSpan), 'goroutine');
    assert.equal(cut(line, access.idSpan), '8');
  });

  it('names the main goroutine without an id', () => {
    const line = 'Read of size 8 at 0x00c0000ae008 by main goroutine:';
    const access = readRaceAccess(line)!;
    assert.equal(access.operation, 'Read');
    assert.equal(access.goroutine, 'main');
    assert.equal(cut(line, access.wordSpan), 'goroutine');
    assert.equal(access.idSpan, undefined);
  });

  it('names a goroutine that was created', () => {
    const line = '  Goroutine 8 (finished) created at:';
    const creation = readRaceCreation(line)!;
    assert.equal(creation.goroutine, 8);
    assert.equal(creation.running, false);
    assert.deepEqual(
      [creation.wordSpan, creation.idSpan, creation.runningSpan, creation.createdSpan].map((span) =>
        cut(line, span),
      ),
      ['Goroutine', '8', 'finished', 'created at'],
    );
  });

  it('names a function without its arguments', () => {
    const line = '  example.com/lab.(*Box).Set()';
    const func = readRaceFunction(line)!;
    assert.equal(func.name, 'example.com/lab.(*Box).Set');
    assert.equal(cut(line, func.nameSpan), func.name);
    assert.equal(readRaceFunction('main.main()'), undefined);
  });

  it('is the title of something else', () => {
    assert.ok(isOtherRaceTitle('  Mutex M1 (0x00c0000ae008) created at:'));
    assert.ok(!isOtherRaceTitle('  Mutexes'));
    assert.equal(readRaceAccess('Read at noon by goroutine 7:'), undefined);
    assert.equal(readRaceCreation('Goroutine 8 created at:'), undefined);
  });
});
