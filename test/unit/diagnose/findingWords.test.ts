import assert from 'node:assert/strict';
import {
  basisText,
  blockedSummary,
  confidenceCounts,
  type FindingKind,
  findingTitle,
  holdPlace,
  holdWords,
  mainStep,
  missingBasis,
  type ShownStep,
  type ShownWait,
  stepIds,
  stepName,
  stepPlace,
  waitPlace,
  waitWords,
} from '../../../src/core';
import { basis, deadlock, holder, queued, workers } from './shown';

const waiting = (waitsFor: ShownWait, count = 1) => waitWords({ waitsFor, count });
const alone = (kind: FindingKind, waitsFor: ShownWait, step: ShownStep = workers) =>
  findingTitle({ kind, steps: [{ ...step, waitsFor }] });

describe('The words for a finding', () => {
  it('name in its title what all wait for, locks first, without those queued behind', () => {
    assert.equal(findingTitle(deadlock), 'Deadlock: h.streamsMu, p.tasks');
    assert.equal(alone('selfDeadlock', { kind: 'mutex', expr: 'mu' }), 'Waits for its own lock: mu');
    assert.equal(alone('lockHeld', { kind: 'io' }, holder), 'Lock is held: h.streamsMu');
    assert.equal(alone('lostUnlock', { kind: 'mutex', expr: 'c.mu' }), 'Lock was never released: c.mu');
    assert.equal(alone('noCounterpart', { kind: 'send', expr: 'out' }), 'Nobody receives: out');
    assert.equal(alone('noCounterpart', { kind: 'receive', expr: 'in' }), 'Nobody sends: in');
    assert.equal(alone('noCounterpart', { kind: 'select' }), 'Nobody ends the wait in node.(*Hub).deliver');
    assert.equal(alone('nilChannel', { kind: 'nilChannel' }), 'Nil channel in node.(*Hub).deliver');
    assert.equal(
      alone('lockWaiters', { kind: 'mutex', address: '0xc000010000' }),
      'Lock wait in node.(*Hub).deliver',
    );
  });

  it('count goroutines and name the function without its path', () => {
    assert.equal(stepName(workers), '16 × node.(*Hub).deliver');
    assert.equal(stepName({ count: 1499, function: '' }), '1,499 × goroutine');
  });

  it('list ids as far as they are read', () => {
    assert.equal(stepIds(holder), 'goroutine 54');
    assert.equal(stepIds(workers), 'goroutines 18, 19, 20, …');
    assert.equal(stepIds(workers, 20), 'goroutines 18, 19, 20, 21');
    assert.equal(stepIds({ goroutines: [], count: 3 }), '');
  });

  it('say where, by the name of the file', () => {
    assert.equal(stepPlace(workers), 'hub.go:101');
    assert.equal(stepPlace({ file: 'C:\\src\\hub.go', line: 1 }), 'hub.go:1');
    assert.equal(stepPlace({ file: '', line: 0 }), '');
    assert.equal(holdPlace({ uri: 'file:///a%20b/c%20d.go', line: 3 }), 'c d.go:3');
    assert.equal(holdPlace({ uri: 'file:///100%/x.go', line: 3 }), 'x.go:3');
  });

  it('say what is held and how', () => {
    assert.equal(holdWords(holder.holds![0]!, 1), 'holds h.streamsMu for reading');
    assert.equal(holdWords({ expr: 'mu', mode: 'write' }, 16), 'each holds mu');
  });

  it('say what is waited for, and only what is known of it', () => {
    assert.equal(waitWords(holder), 'waits to send on p.tasks');
    assert.equal(waitWords(workers), 'wait to read-lock h.streamsMu');
    assert.equal(waitWords(queued), 'queue to lock h.streamsMu');
    assert.equal(waiting({ kind: 'mutex', address: '0xc000010000' }), 'waits to lock 0xc000010000');
    assert.equal(waiting({ kind: 'mutex' }), 'waits to lock a mutex');
    assert.equal(waiting({ kind: 'select' }), 'waits in a select');
    assert.equal(waiting({ kind: 'nilChannel', expr: 'ch' }), 'waits on a nil channel: ch');
    assert.equal(waitWords({ count: 1 }), undefined);
  });

  it('count findings by how certain they are', () => {
    const findings = (['possible', 'proven', 'possible'] as const).map((confidence) => ({ confidence }));
    assert.equal(confidenceCounts(findings), '1 proven, 2 possible');
    assert.equal(confidenceCounts([]), '');
  });

  it('count what blocks goroutines, of what is more than a possibility', () => {
    assert.equal(blockedSummary([deadlock]), '1 deadlock, 837 goroutines blocked');
    assert.equal(blockedSummary([{ ...deadlock, confidence: 'possible' }]), '');
    const likely = { ...deadlock, confidence: 'likely', affected: 2000 } as const;
    assert.equal(blockedSummary([likely, likely]), '2 likely deadlocks, at least 2,000 goroutines blocked');
    const held = { ...likely, kind: 'lockHeld', affected: 1 + 31 } as const;
    assert.equal(blockedSummary([held]), '1 likely held lock, 31 goroutines blocked');
    const alone = { ...likely, kind: 'nilChannel' } as const;
    assert.equal(
      blockedSummary([deadlock, held, alone, alone]),
      '1 deadlock, 1 likely held lock, 2 more, at least 2,000 goroutines blocked',
    );
    const sections = [0, 1].map((index) => ({ ...deadlock, section: { index, title: '' } }));
    assert.equal(blockedSummary(sections), '2 deadlocks, 1,674 goroutines blocked');
  });

  it('take the place of those that wait, not of one that may hold the lock', () => {
    const candidate: ShownStep = { ...holder, role: 'candidate' };
    const waiters = [workers, queued].map((each): ShownStep => {
      const waitsFor = { kind: 'rlock', address: '0xc000010000' } as const;
      return { ...each, role: 'waiter', waitsFor };
    });
    const steps = [candidate, ...waiters];
    assert.equal(findingTitle({ kind: 'lockWaiters', steps }), 'Lock wait in node.(*Hub).subscribeSession');
    assert.equal(mainStep({ steps }), steps[2]);
    assert.equal(mainStep(deadlock), holder);
  });

  it('say where a step waits, in the source if that is known', () => {
    assert.equal(waitPlace(workers), 'hub.go:101');
    const select = { ...holder, waitsFor: { kind: 'send', line: 25 } } as const;
    assert.equal(waitPlace(select), 'pool.go:25');
  });

  it('say what was looked at, and what would help', () => {
    assert.equal(
      basisText(basis),
      'Looked at 24 stacks, with the source of 38 of 40 frames and with the addresses of locks and channels.',
    );
    assert.deepEqual(missingBasis(basis, true), []);
    const bare = { ...basis, framesWithSource: 0, addresses: 'none' } as const;
    assert.equal(
      basisText({ ...bare, stacks: 1 }),
      'Looked at 1 stack, without source and without the addresses of locks and channels.',
    );
    assert.deepEqual(missingBasis(bare, false), ['folder', 'addresses']);
    assert.deepEqual(missingBasis(bare, true), ['source', 'addresses']);
    const modules = { ...basis, framesWithSource: 4 };
    assert.deepEqual(missingBasis(modules, true), ['source']);
  });
});
