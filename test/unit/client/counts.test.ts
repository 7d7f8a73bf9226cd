import assert from 'node:assert/strict';
import { longestWait, rowsShown } from '../../../src/client/model/counts';
import { countsOf, groupOf, sectionOf } from './shown';

describe('The rows of the tree', () => {
  it('are the groups and race reports that the filter does not leave out', () => {
    assert.equal(rowsShown(countsOf({ groups: 2, races: 1, goroutines: 9 }, { groups: 5, races: 3 })), 3);
  });
});

describe('The longest wait', () => {
  it('is that of all shown groups, in all sections', () => {
    const waits = (...minutes: readonly number[]) =>
      sectionOf({ groups: minutes.map((max) => groupOf({ waitMinutes: { min: 0, max } })) });
    assert.equal(longestWait([waits(3, 36), waits(7), waits()]), 36);
  });

  it('is 0 if no wait is printed', () => {
    assert.equal(longestWait([]), 0);
    assert.equal(longestWait([sectionOf({ groups: [groupOf({ waitMinutes: { min: 0, max: 0 } })] })]), 0);
  });
});
