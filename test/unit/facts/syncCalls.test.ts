import assert from 'node:assert/strict';
import { exprText } from '../../../src/core/facts/code';
import { stepsIn } from '../../../src/core/facts/steps';
import { syncCall } from '../../../src/core/facts/syncCalls';
import { programOf } from '../diagnose/program';

const types = `package x

import (
	"sync"
	deadlock "github.com/sasha-s/go-deadlock"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

type Hub struct {
	mu    sync.Mutex
	rw    *sync.RWMutex
	wg    sync.WaitGroup
	cond  *sync.Cond
	once  sync.Once
	group *errgroup.Group
	slots *semaphore.Weighted
	own   Own
	safe  Safe
	debug deadlock.Mutex
	lock  sync.Locker
}
type Own struct{}
func (o Own) Lock() {}
func (o Own) Wait() {}
type Safe struct { sync.Mutex }
`;

/** What the first call of the code does, as `lock h.mu`; undefined if it is no operation of package sync. */
async function operationOf(code: string): Promise<string | undefined> {
  const program = await programOf({
    'x/x.go': `${types}func (h *Hub) f() {\nunknown := other.Value\n${code}\n}\n`,
  });
  const func = program.package('file:///x')!.file('file:///x/x.go')!.functions.at(-1)!;
  const step = [...stepsIn(func.body)].find(({ kind }) => kind === 'call');
  assert.ok(step?.kind === 'call', code);
  const sync = syncCall(step.call, func, program);
  return sync && `${sync.operation} ${exprText(sync.object)}`;
}

describe('A call is an operation of package sync', () => {
  const operations: readonly (readonly [code: string, operation: string])[] = [
    ['h.mu.Lock()', 'lock h.mu'],
    ['h.mu.Unlock()', 'unlock h.mu'],
    ['h.rw.Lock()', 'lock h.rw'],
    ['h.rw.RLock()', 'rlock h.rw'],
    ['h.rw.RUnlock()', 'runlock h.rw'],
    ['h.lock.Lock()', 'lock h.lock'],
    ['h.wg.Add(1)', 'add h.wg'],
    ['h.wg.Done()', 'done h.wg'],
    ['h.wg.Wait()', 'wait h.wg'],
    ['h.cond.Wait()', 'condWait h.cond'],
    ['h.cond.Signal()', 'signal h.cond'],
    ['h.cond.Broadcast()', 'signal h.cond'],
    ['h.once.Do(run)', 'once h.once'],
    ['h.group.Go(run)', 'acquire h.group'],
    ['h.group.Wait()', 'wait h.group'],
    ['h.slots.Acquire(ctx, 1)', 'acquire h.slots'],
    ['h.slots.Release(1)', 'release h.slots'],
    ['h.debug.Lock()', 'lock h.debug'],
    ['h.safe.Lock()', 'lock h.safe.Mutex'],
  ];
  for (const [code, operation] of operations) {
    it(code, async () => {
      assert.equal(await operationOf(code), operation);
    });
  }

  it('also of a type that was not read, if hardly any other type has the method', async () => {
    assert.equal(await operationOf('unknown.Lock()'), 'lock unknown');
    assert.equal(await operationOf('unknown.mu.RUnlock()'), 'runlock unknown.mu');
  });

  it('also of a field of a value of unknown type, if only one type has such a field', async () => {
    assert.equal(await operationOf('unknown.wg.Wait()'), 'wait unknown.wg');
  });
});

describe('A call is no operation of package sync', () => {
  const others: readonly (readonly [title: string, code: string])[] = [
    ['if the type has a method of that name itself', 'h.own.Lock()'],
    ['if the type of package sync has no such method', 'h.mu.Wait()'],
    ['if other types that were not read often have the method', 'unknown.Wait()'],
    ['if it passes what Lock does not take', 'unknown.Lock(ctx)'],
    ['if it is a function of a package', 'flock.Lock()'],
    ['if it is a function', 'Lock()'],
    ['if it only tries', 'h.mu.TryLock()'],
  ];
  for (const [title, code] of others) {
    it(title, async () => {
      assert.equal(await operationOf(code), undefined);
    });
  }
});
