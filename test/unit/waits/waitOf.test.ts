import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDump } from '../../../src/core';
import { waitOf } from '../../../src/core/waits/waitOf';
import { fixture, fixturesFolder } from '../../fixtures';
import { nonEmpty } from '../../nonEmpty';

/** What the goroutines of `test/lab/medley` wait for, by method. */
const waits = {
  deposit: 'mutex',
  inspect: 'mutex',
  fallback: 'rlock',
  add: 'lockPending, lockQueued',
  left: 'send',
  right: 'send',
  get: 'once',
  peek: 'mutex',
  poll: 'sleep',
  wait: 'waitGroup',
  pass: 'cond',
  run: 'select',
  first: 'rlock',
  receiveFrom: 'nilChannel',
};

const dumps = readdirSync(join(fixturesFolder, 'medley')).filter((file) => file.endsWith('.dump'));

describe('What a goroutine waits for', () => {
  for (const file of nonEmpty(dumps, 'dumps of several versions of Go')) {
    it(`is the same in ${file} as in other versions`, () => {
      const { goroutines, stacks, states } = readDump(fixture(`medley/${file}`)).dump;
      const found = new Map<string, Set<string>>();
      for (let index = 0; index < goroutines.length; index++) {
        const stack = stacks[goroutines.stack[index]!]!;
        const { kind, site } = waitOf(stack, states[goroutines.state[index]!]!, 'runtime');
        const name = site === undefined ? '' : stack.frames[site]!.function;
        const method = name.slice(name.lastIndexOf('.') + 1);
        if (name.startsWith('main.') && method !== 'main')
          found.set(method, (found.get(method) ?? new Set()).add(kind));
      }
      assert.deepEqual(
        Object.fromEntries([...found].map(([method, kinds]) => [method, [...kinds].sort().join(', ')])),
        waits,
      );
    });
  }

  it('is what the frames say in a debugger’s listing, whatever state that gives', () => {
    const frames = ['runtime.gopark', 'runtime.chansend', 'runtime.chansend1', 'main.(*mailbox).left'].map(
      (name) => ({ function: name, file: '', line: 0, kind: 'go' as const }),
    );
    const stack = { frames, createdBy: undefined, elided: undefined, unavailable: false };
    const states = { scan: false, leaked: false, durable: false, lockedToThread: false, bubble: undefined };
    for (const reason of ['chan receive (nil chan)', 'preempted', 'IO wait', 'GC worker (idle)', 'running']) {
      const state = { ...states, text: reason, reason, class: 'idle' } as const;
      assert.equal(waitOf(stack, state, 'debugger').kind, 'send', reason);
    }
  });
});
