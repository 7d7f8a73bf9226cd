import assert from 'node:assert/strict';
import {
  countGroups,
  groupDump,
  type GroupKey,
  guessUserCode,
  parseDump,
  withoutAccesses,
} from '../../../src/core';
import { fixtureText } from '../../fixtures';

function read(text: string, key: GroupKey = 'stack') {
  const dump = parseDump(text);
  const groups = groupDump(dump, key, { isUserCode: guessUserCode(dump) });
  return { dump, groups, counts: countGroups(dump, groups) };
}

const goroutines = 'goroutine 1 [running]:\nmain.f()\n\t/x.go:1 +0x1\n\n';

describe('The counts of groups', () => {
  it('count each kind of entry separately, even if a group has several kinds', () => {
    const zap = fixtureText('samples/log-zap-go1.19.txt');
    const { groups, counts } = read(goroutines + zap, 'label');
    assert.equal(groups.length, 1);
    assert.deepEqual([counts.goroutines > 0, counts.stacks > 0, counts.groups], [true, true, 1]);
    assert.equal(counts.goroutines + counts.stacks, groups[0]!.count);
  });

  it('count accesses of data races as reports, and not as groups', () => {
    const race = fixtureText('samples/race-go1.24.txt');
    assert.deepEqual(read(race).counts, { goroutines: 0, stacks: 0, groups: 0, races: 3 });
    const { dump, groups, counts } = read(`${goroutines}panic: x\n\n${race}`);
    assert.deepEqual([counts.goroutines, counts.groups, counts.races], [1, 1, 3]);
    assert.equal(withoutAccesses(dump, groups).length, 1);
  });

  it('count all goroutines that an entry stands for', () => {
    const text = 'goroutine 1 [select]:\n820 times: [1, 2, …]\nmain.f()\n\t/x.go:1 +0x1\n';
    assert.deepEqual(read(text).counts, { goroutines: 820, stacks: 0, groups: 1, races: 0 });
  });
});
