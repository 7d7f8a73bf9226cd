import type { Basis, ShownFinding, ShownStep } from '../../../src/core';

/** A step that waits, as the hub of the lab has it. */
export const workers: ShownStep = {
  role: 'waiter',
  goroutines: [18, 19, 20, 21],
  count: 16,
  function: 'example.com/lab/node.(*Hub).deliver',
  file: '/home/gopher/src/lab/node/hub.go',
  line: 101,
  waitsFor: { kind: 'rlock', expr: 'h.streamsMu', line: 101 },
};

export const holder: ShownStep = {
  role: 'holder',
  goroutines: [54],
  count: 1,
  function: 'example.com/lab/pool.(*Pool).Schedule',
  file: '/home/gopher/src/lab/pool/pool.go',
  line: 22,
  target: { uri: 'file:///work/lab/pool/pool.go', line: 22 },
  waitsFor: { kind: 'send', expr: 'p.tasks', line: 22 },
  holds: [
    { expr: 'h.streamsMu', mode: 'read', uri: 'file:///work/lab/node/hub.go', line: 90, deferred: true },
  ],
};

export const queued: ShownStep = {
  role: 'queued',
  goroutines: [730, 729],
  count: 820,
  function: 'example.com/lab/node.(*Hub).subscribeSession',
  file: '/home/gopher/src/lab/node/hub.go',
  line: 70,
  waitsFor: { kind: 'lockQueued', expr: 'h.streamsMu', line: 70 },
};

export const deadlock: ShownFinding = {
  kind: 'deadlock',
  confidence: 'proven',
  verdict: 'Deadlock: one goroutine in pool.(*Pool).Schedule holds h.streamsMu, which closes the cycle.',
  affected: 837,
  steps: [holder, workers, queued],
  evidence: ['The lock’s address is that of the holder’s field.'],
  rejected: ['One goroutine in main.other: its lock is at another address.'],
  advice: 'Release h.streamsMu before the send.',
};

export const basis: Basis = { stacks: 24, frames: 40, framesWithSource: 38, addresses: 'all' };
