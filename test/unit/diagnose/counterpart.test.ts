import assert from 'node:assert/strict';
import { counterpartOf, partWords, type ShownFinding, type ShownStep } from '../../../src/core';

const step = (part: Partial<ShownStep>): ShownStep => ({
  role: 'waiter',
  goroutines: [7],
  count: 1,
  function: 'main.(*Server).serve',
  file: '/x/server.go',
  line: 12,
  ...part,
});

const hold = (expr: string, address?: string) => ({
  expr,
  mode: 'write' as const,
  uri: 'file:///x/server.go',
  line: 10,
  ...(address === undefined ? {} : { address }),
});

const finding = (part: Partial<ShownFinding>): ShownFinding => ({
  kind: 'deadlock',
  confidence: 'proven',
  verdict: 'Deadlock.',
  affected: 2,
  steps: [],
  evidence: [],
  rejected: [],
  ...part,
});

describe('The part of goroutines in a finding', () => {
  const first = step({
    role: 'holder',
    goroutines: [1],
    waitsFor: { kind: 'mutex', expr: 'b' },
    holds: [hold('a')],
  });
  const second = step({
    role: 'holder',
    goroutines: [2],
    waitsFor: { kind: 'mutex', expr: 'a' },
    holds: [hold('b')],
  });

  it('names in a cycle the next one, and closes it', () => {
    const cycle = finding({ steps: [first, second] });
    assert.equal(counterpartOf(cycle, first)?.step, second);
    assert.equal(counterpartOf(cycle, second)?.step, first);
    assert.equal(
      partWords(cycle, first),
      'holds a since server.go:10, waits to lock b, held by goroutine 2, part of a deadlock',
    );
  });

  it('names behind a finding who holds the lock, unless the addresses contradict', () => {
    const queued = (address: string) =>
      step({ role: 'queued', count: 3, waitsFor: { kind: 'mutex', expr: 's.mu', address } });
    const holder = step({ role: 'holder', holds: [hold('s.mu', '0x10')], waitsFor: { kind: 'sleep' } });
    const same = finding({
      kind: 'lockHeld',
      confidence: 'likely',
      affected: 4,
      steps: [holder, queued('0x10')],
    });
    assert.equal(partWords(same, same.steps[1]!), 'wait to lock s.mu, held by goroutine 7 (likely)');
    assert.equal(
      partWords(same, holder),
      'holds s.mu since server.go:10, sleeps, 3 goroutines behind it (likely)',
    );
    const other = { ...same, steps: [holder, queued('0x20')] };
    assert.equal(counterpartOf(other, other.steps[1]!), undefined);
    assert.equal(partWords(other, other.steps[1]!), 'wait to lock s.mu, behind a lock that is held (likely)');
  });

  for (const [kind, waitsFor, words] of [
    ['selfDeadlock', { kind: 'mutex', expr: 's.mu' }, 'waits to lock s.mu, which it holds itself'],
    ['lostUnlock', { kind: 'mutex', expr: 's.mu' }, 'waits to lock s.mu, never released'],
    ['noCounterpart', { kind: 'send', expr: 'jobs' }, 'waits to send on jobs, nobody receives'],
    ['nilChannel', { kind: 'nilChannel', expr: 'done' }, 'waits on a nil channel: done, without end'],
  ] as const) {
    it(`is for ${kind} “${words}”`, () => {
      const only = step({ waitsFor, ...(kind === 'selfDeadlock' ? { holds: [hold('s.mu')] } : {}) });
      assert.equal(partWords(finding({ kind, steps: [only] }), only), words);
    });
  }
});
