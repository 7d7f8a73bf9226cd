import assert from 'node:assert/strict';
import { frameArguments, mayPrintObject, objectAddress, parseDump } from '../../../src/core';
import type { WaitKind } from '../../../src/core/waits/wait';

/** The address that a goroutine with the frames waits for. */
function addressText(kind: WaitKind, frames: readonly string[]): string | undefined {
  const lines = ['goroutine 1 [x]:', ...frames.flatMap((frame) => [frame, '\t/x.go:1 +0x1'])];
  const address = objectAddress(kind, frameArguments(lines));
  return address === undefined ? undefined : `0x${address.toString(16)}`;
}

describe('The address of what a goroutine waits for', () => {
  it('is one for an RWMutex, whichever of its three semaphores the runtime prints', () => {
    const semacquire = (address: string) => [
      'runtime.gopark(0x1?, 0x2?)',
      `runtime.semacquire1(${address}, 0x0, 0x3)`,
      'sync.(*RWMutex).x(...)',
    ];
    assert.equal(addressText('lockQueued', semacquire('0xc000010104')), '0xc000010100');
    assert.equal(addressText('lockPending', semacquire('0xc000010108')), '0xc000010100');
    assert.equal(addressText('rlock', semacquire('0xc00001010c')), '0xc000010100');
  });

  it('is also told by a semaphore of package sync, and by the receiver of a method', () => {
    const frames = ['sync.runtime_SemacquireMutex(0xc000010104, 0x0?)', 'sync.(*Mutex).Lock(0xc000010100)'];
    assert.equal(addressText('mutex', frames), '0xc000010100');
    assert.equal(addressText('mutex', frames.slice(1)), '0xc000010100');
    assert.equal(addressText('send', ['runtime.chansend(0xc000020000, 0x1)', 'main.f()']), '0xc000020000');
  });

  it('is never one that may be stale', () => {
    const stale = 'sync.runtime_SemacquireMutex(0xc000010104?, 0x0?)';
    assert.equal(addressText('mutex', [stale, 'sync.(*Mutex).Lock(...)']), undefined);
    assert.equal(addressText('mutex', [stale, 'sync.(*Mutex).Lock(0xc000099990)']), '0xc000099990');
  });

  it('is never read from code that does not wait itself', () => {
    assert.equal(
      addressText('mutex', ['main.f(0xc000010100)', 'sync.(*Mutex).Lock(0xc000010100)']),
      undefined,
    );
    assert.equal(addressText('select', ['runtime.selectgo(0xc000010100)']), undefined);
    assert.equal(addressText('sleep', ['runtime.chansend(0xc000010100)']), undefined);
  });

  it('needs no text where the stack has no such frame', () => {
    const may = (kind: WaitKind, ...functions: readonly string[]) => {
      const text = `goroutine 1 [x]:\n${functions.map((name) => `${name}(...)\n\t/x.go:1\n`).join('')}`;
      return mayPrintObject(kind, parseDump(text).stacks[0]!);
    };
    assert.equal(may('mutex', 'sync.(*Mutex).lockSlow', 'main.f'), true);
    assert.equal(may('mutex', 'main.f', 'sync.(*Mutex).lockSlow'), false);
    assert.equal(may('select', 'runtime.selectgo', 'main.f'), false);
  });
});
