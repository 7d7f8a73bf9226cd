import assert from 'node:assert/strict';
import { parseDump } from '../../../src/core';

describe('The end of a process after a log prefix, without goroutines', () => {
  for (const line of [
    'SIGABRT: abort',
    'SIGBUS: bus error',
    'SIGQUIT: quit',
    'SIGSEGV: segmentation violation',
    'SIGTERM: termination',
    'panic: boom',
    'unexpected fault address 0xdeadbeef',
    'runtime: goroutine stack exceeds 1000000000-byte limit',
  ]) {
    it(`gets the hint about GOTRACEBACK, as without the prefix: ${line}`, () => {
      const prefix = '2026-11-26T10:00:00Z web-1 ';
      assert.match(parseDump(`${line}\n`).problems[0]!.message, /GOTRACEBACK=none/);
      const { problems } = parseDump(`${prefix}${line}\n${prefix}PC=0x46db2e m=0 sigcode=0\n`);
      assert.equal(problems.length, 1);
      assert.ok(problems[0]!.message.startsWith(`No goroutine follows “${line}”`), problems[0]!.message);
      assert.match(problems[0]!.message, /GOTRACEBACK=none/);
    });
  }

  it('is not recognized if a log only mentions it', () => {
    for (const text of ['web-1 got SIGTERM: shutting down\n', 'web-1 SIGQUIT\n']) {
      assert.doesNotMatch(parseDump(text).problems[0]!.message, /GOTRACEBACK/);
    }
  });
});
