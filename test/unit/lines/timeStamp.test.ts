import assert from 'node:assert/strict';
import { readTimeStamp } from '../../../src/core';

describe('The time in a line of a log', () => {
  it('is found as loggers write it', () => {
    for (const [line, time] of [
      ['2026/01/02 03:04:05 listening', '2026/01/02 03:04:05'],
      ['2026-01-02T03:04:05.678Z stderr F goroutine 1 [running]:', '2026-01-02T03:04:05.678Z'],
      ['{"ts":"2026-01-02T03:04:05+01:00","msg":"x"}', '2026-01-02T03:04:05+01:00'],
      ['Jan  2 03:04:05 host app[7]: SIGQUIT: quit', 'Jan  2 03:04:05'],
      ['1.2.3.4 - [02/Jan/2026:03:04:05 +0000]', '02/Jan/2026:03:04:05'],
    ] as const) {
      assert.equal(readTimeStamp(line), time);
    }
  });

  it('is not a time without a date, and not far from the start', () => {
    assert.equal(readTimeStamp('goroutine 1 [running]:'), undefined);
    assert.equal(readTimeStamp('03:04:05 listening'), undefined);
    assert.equal(readTimeStamp(`${' '.repeat(300)}2026/01/02 03:04:05`), undefined);
  });
});
