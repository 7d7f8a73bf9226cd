import assert from 'node:assert/strict';
import { Crashes } from '../../../src/client/connection/crashes';

describe('Crashes of the server', () => {
  it('stop automatic restarts if a second crash follows soon, until they are reset', () => {
    let now = 0;
    const crashes = new Crashes(() => now);
    crashes.add();
    assert.equal(crashes.areTooMany, false);
    now += 60_000;
    crashes.add();
    assert.equal(crashes.areTooMany, true);
    now += 24 * 60 * 60_000;
    assert.equal(crashes.areTooMany, true);
    crashes.reset();
    assert.equal(crashes.areTooMany, false);
  });

  it('do not add up over days', () => {
    let now = 0;
    const crashes = new Crashes(() => now);
    for (let day = 0; day < 10; day++) {
      crashes.add();
      assert.equal(crashes.areTooMany, false);
      now += 24 * 60 * 60_000;
    }
  });
});
