import assert from 'node:assert/strict';
import { type Candidates, GoroutineTexts } from '../../../src/core';

const candidates: Candidates = {
  wait: { kind: 'mutex' } as Candidates['wait'],
  cannotWake: false,
  members: [],
  toRead: [],
};

/** @param semaphore as the runtime prints it */
function waiting(id: number, semaphore: string, receiver: string): readonly string[] {
  return [
    `goroutine ${id} [sync.Mutex.Lock, 2 minutes]:`,
    'runtime.gopark(0x0?, 0x0?, 0x0?, 0x0?, 0x0?)',
    '\t/usr/local/go/src/runtime/proc.go:461 +0xce',
    `runtime.semacquire1(${semaphore}, 0x0, 0x3, 0x1, 0x15)`,
    '\t/usr/local/go/src/runtime/sema.go:192 +0x231',
    `main.(*store).get(${receiver})`,
    '\t/src/store.go:12 +0x21',
  ];
}

/** Reads the first lines only where they say enough, as the server does. */
function add(texts: GoroutineTexts, goroutine: number, lines: readonly string[]): void {
  const start = texts.startLength(candidates);
  if (start !== undefined && texts.addStart(candidates, goroutine, lines.slice(0, start))) return;
  texts.add(candidates, goroutine, lines);
}

describe('The texts of goroutines', () => {
  it('tell the lock of each, also where only the code differs, or only the lock', () => {
    const texts = new GoroutineTexts();
    add(texts, 1, waiting(1, '0xc000100004', '0xc000100000'));
    add(texts, 2, waiting(2, '0xc000100004', '0xc000200000'));
    add(texts, 3, waiting(3, '0xc000300004', '0xc000300000'));
    add(texts, 4, waiting(4, '0xc000300004?', '0xc000400000'));
    add(texts, 5, waiting(5, '0xc000100004', '0xc000500000'));
    const found = [1, 2, 3, 4, 5].map((goroutine) => texts.addressOf(goroutine));
    assert.deepEqual(found, [0xc000100000, 0xc000100000, 0xc000300000, undefined, 0xc000100000]);
  });

  it('tell no lock where the runtime prints none', () => {
    const texts = new GoroutineTexts();
    const withoutRuntime = (id: number, receiver: string) => [
      `goroutine ${id} [sync.Mutex.Lock, 2 minutes]:`,
      ...waiting(id, '', receiver).slice(5),
    ];
    add(texts, 1, withoutRuntime(1, '0xc000100000'));
    assert.equal(texts.startLength(candidates), 1);
    add(texts, 2, withoutRuntime(2, '0xc000200000'));
    assert.deepEqual([texts.addressOf(1), texts.addressOf(2)], [undefined, undefined]);
  });

  it('give the arguments of the first goroutine that waits for a lock', () => {
    const texts = new GoroutineTexts();
    add(texts, 1, waiting(1, '0xc000100004', '0xc000100000'));
    add(texts, 2, waiting(2, '0xc000100004', '0xc000200000'));
    const frames = texts.argumentsOf(candidates, 0xc000100000);
    assert.deepEqual(frames.at(-1)!.addresses, [0xc000100000]);
  });

  it('do not take an address from a goroutine whose frames end early', () => {
    const texts = new GoroutineTexts();
    const short = waiting(1, '0xc000100004', '0xc000100000').slice(0, 3);
    add(texts, 1, short);
    add(texts, 2, waiting(2, '0xc000100004', '0xc000200000'));
    assert.deepEqual([texts.addressOf(1), texts.addressOf(2)], [undefined, 0xc000100000]);
  });
});
