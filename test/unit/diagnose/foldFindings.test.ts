import assert from 'node:assert/strict';
import { findingKey, findingsReport, foldFindings, sectionsOf, type ShownFinding } from '../../../src/core';
import { basis, deadlock } from './shown';

const inDump = (index: number, more: Partial<ShownFinding> = {}): ShownFinding => ({
  ...deadlock,
  section: { index, title: `web-${index + 1}` },
  ...more,
});

const counts = (findings: readonly ShownFinding[]) =>
  foldFindings(findings, findingKey).map(({ length }) => length);

describe('Findings of several dumps', () => {
  it('are one if they are in the same words', () => {
    const other = inDump(1, { kind: 'lostUnlock' });
    const findings = [inDump(0), other, inDump(1), inDump(2, { affected: 3 })];
    assert.deepEqual(foldFindings(findings, findingKey), [[findings[0], findings[2], findings[3]], [other]]);
    assert.deepEqual(sectionsOf(findings), [0, 1, 2]);
  });

  it('are not one with those that are less certain, or at another place', () => {
    const [first, ...others] = deadlock.steps;
    const elsewhere = { steps: [{ ...first!, line: 7 }, ...others] };
    assert.deepEqual(
      counts([inDump(0), inDump(1, { confidence: 'likely' }), inDump(2, elsewhere)]),
      [1, 1, 1],
    );
  });

  it('are not one within a dump, where they are about different goroutines', () => {
    assert.deepEqual(counts([inDump(0), inDump(0)]), [1, 1]);
    assert.deepEqual(counts([deadlock, deadlock]), [1, 1]);
    assert.deepEqual(counts([inDump(0), inDump(0), inDump(1)]), [3]);
  });

  it('are told once in the report, which names the dumps', () => {
    const report = (findings: readonly ShownFinding[]) =>
      findingsReport({ dump: 'all.log', counts: '3 dumps', findings, notes: [], basis, folders: [] });
    const several = report([inDump(0), inDump(1)]);
    assert.match(several, /^3 dumps · 1 proven$/m);
    assert.match(
      several,
      /^## 1\. [^\n]*\n\nIn 2 dumps, told of the first: `web-1`, `web-2`\n\n\*\*Proven\*\*, /m,
    );
    assert.doesNotMatch(several, /^## 2\./m);
    assert.match(report([inDump(1)]), /^In `web-2`$/m);
    const many = report(Array.from({ length: 107 }, (_, index) => inDump(index)));
    assert.match(many, /^In 107 dumps, told of the first: (?:`web-\d+`, ){20}…$/m);
  });
});
