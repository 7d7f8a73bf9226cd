import assert from 'node:assert/strict';
import { hasProfileHead } from '../../../src/core';
import {
  goroutineProfiles,
  isGoroutineProfile,
  readProfileHeadLine,
} from '../../../src/core/lines/profileHead';

describe('The head of a profile', () => {
  it('has a name and a total', () => {
    assert.deepEqual(readProfileHeadLine('goroutine profile: total 25'), { name: 'goroutine', total: 25 });
    assert.deepEqual(readProfileHeadLine('my jobs profile: total 3  '), { name: 'my jobs', total: 3 });
  });

  it('has no total in other profiles', () => {
    assert.deepEqual(readProfileHeadLine('heap profile: 1: 2 [3: 4] @ heap/1048576'), {
      name: 'heap',
      total: undefined,
    });
    assert.deepEqual(readProfileHeadLine('--- mutex:'), { name: 'mutex', total: undefined });
    assert.equal(readProfileHeadLine('the goroutine profile'), undefined);
  });

  it('is found at the beginning of a line, of profiles that have goroutines', () => {
    for (const name of goroutineProfiles) {
      assert.ok(isGoroutineProfile(name));
      assert.ok(hasProfileHead(`HTTP/1.1 200 OK\n\n${name} profile: total 25\n`), name);
      assert.ok(!hasProfileHead(`see the ${name} profile: total 25\n`), name);
    }
    assert.ok(!hasProfileHead('heap profile: total 25\n'));
  });
});
