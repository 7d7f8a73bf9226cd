import assert from 'node:assert/strict';
import { parseDump, readHeader, type State, type StateClass, stateMeaning } from '../../../src/core';
import { expectedDumps, fixture } from '../../fixtures';

const state = (text: string): State => readHeader(`goroutine 1 [${text}]:`)!.state;

/** Every wait reason and status of Go 1.0 to 1.27. */
const byClass: Readonly<Record<StateClass, readonly string[]>> = {
  running: ['running', 'runnable', 'preempted', 'new goroutine'],
  syscall: ['syscall'],
  channel: [
    'chan receive',
    'chan send',
    'chan receive (nil chan)',
    'chan send (nil chan)',
    'chan receive (synctest)',
    'chan send (synctest)',
  ],
  select: ['select', 'select (no cases)', 'select (synctest)'],
  lock: [
    'semacquire',
    'semarelease',
    'sync.Mutex.Lock',
    'sync.RWMutex.RLock',
    'sync.RWMutex.Lock',
    'sync.Cond.Wait',
    'sync.WaitGroup.Wait',
  ],
  io: ['IO wait'],
  sleep: ['sleep', 'timer goroutine (idle)'],
  unknown: [], // of forms without states
  idle: [
    'waiting',
    'idle',
    'dead',
    'moribund',
    'leaked',
    'waiting for cgo callback',
    '???',
    'unknown wait reason',
    'coroutine',
    'finalizer wait',
    'cleanup wait',
    'force gc (idle)',
    'GC sweep wait',
    'GC scavenge wait',
    'GC worker (idle)',
    'mark wait (idle)',
    'Concurrent GC wait',
    'panicwait',
    'trace reader (blocked)',
    'GOMAXPROCS updater (idle)',
    'synctest.Run',
    'synctest.Wait',
  ],
  runtime: [
    'enqueue',
    'copystack',
    'GC worker (active)',
    'GC assist wait',
    'GC assist marking',
    'GC mark termination',
    'GC weak to strong wait',
    'garbage collection',
    'garbage collection scan',
    'wait for GC cycle',
    'stopping the world',
    'flushing proc caches',
    'dumping heap',
    'stack growth',
    'stack split',
    'stack unsplit',
    'trace goroutine status',
    'trace proc status',
    'page trace flush',
    'debug call',
  ],
};

describe('A state', () => {
  for (const [kind, texts] of Object.entries(byClass)) {
    for (const text of texts) {
      it(`${text} is of class ${kind} and has a meaning`, () => {
        assert.equal(state(text).reason, text);
        assert.equal(state(text).class, kind);
        assert.match(stateMeaning(text) ?? '', /^\S.*\.$/);
      });
    }
  }

  it('that is not known is shown as it is', () => {
    for (const text of ['waiting for Godot', '__proto__', 'constructor', '', '(leaked)']) {
      assert.deepEqual(
        [state(text).text, state(text).reason, state(text).class, stateMeaning(text)],
        [text, text, 'idle', undefined],
      );
    }
  });

  it('keeps its reason and class with any annotations', () => {
    const notes = (text: string) => {
      const { reason, class: kind, scan, leaked, durable, lockedToThread, bubble } = state(text);
      const flags = Object.entries({ scan, leaked, durable, lockedToThread });
      return [reason, kind, flags.filter(([, is]) => is).map(([name]) => name), bubble];
    };
    assert.deepEqual(notes('select (no cases)'), ['select (no cases)', 'select', [], undefined]);
    assert.deepEqual(notes('running (scan)'), ['running', 'running', ['scan'], undefined]);
    assert.deepEqual(notes('chan send (nil chan) (leaked) (scan)'), [
      'chan send (nil chan)',
      'channel',
      ['scan', 'leaked'],
      undefined,
    ]);
    assert.deepEqual(notes('syscall, 3 minutes, locked to thread'), [
      'syscall',
      'syscall',
      ['lockedToThread'],
      undefined,
    ]);
    assert.deepEqual(notes('sleep (durable), 2 minutes, synctest bubble 12'), [
      'sleep',
      'sleep',
      ['durable'],
      12,
    ]);
    assert.deepEqual(notes('chan receive (synctest), synctest group 7'), [
      'chan receive (synctest)',
      'channel',
      [],
      7,
    ]);
  });

  it('is known for all goroutines of all real dumps', () => {
    const unknown = expectedDumps().flatMap(([path]) =>
      parseDump(fixture(path))
        .states.filter(({ reason }) => stateMeaning(reason) === undefined)
        .map(({ text }) => `${path}: ${text}`),
    );
    assert.deepEqual(unknown, []);
  });
});
