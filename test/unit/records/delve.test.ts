import assert from 'node:assert/strict';
import { readDelveGoroutine, readDelveTotal } from '../../../src/core/records';
import { fixture } from '../../fixtures';
import { recordsOf, shown, slice, textOf } from './lines';
import { nonEmpty } from '../../nonEmpty';

const listing = textOf(fixture('samples/dlv-goroutines-go1.19.txt'));
const goroutines = recordsOf(listing, readDelveGoroutine);

const one = (lines: string) => {
  const text = textOf(lines);
  return readDelveGoroutine(text.first, text.next);
};

describe("Delve's listing", () => {
  it('has 28 goroutines, plain, with stacks, and in groups of at most five', () => {
    assert.equal(new Set(goroutines.map(({ id }) => id)).size, 28);
    assert.equal(goroutines.length, 83);
    const plain = goroutines.slice(0, 28);
    const withStacks = goroutines.slice(28, 56);
    const grouped = goroutines.slice(56);
    assert.deepEqual(
      withStacks.map(({ id, state, thread }) => [id, state, thread]),
      plain.map(({ id, state, thread }) => [id, state, thread]),
    );
    assert.ok(plain.every(({ frames, truncated }) => frames.length === 1 && truncated));
    assert.ok(withStacks.every(({ frames }) => frames.length > 1));
    assert.deepEqual(
      withStacks.filter(({ truncated }) => truncated).map(({ id }) => id),
      [35],
    );
    assert.equal(grouped.length, 27);
  });

  it('gives the number of its goroutines, and of those in each group', () => {
    const totals = listing.lines.map(readDelveTotal).filter((total) => total !== undefined);
    assert.deepEqual(
      totals.filter((total) => total.of === 'listing').map((total) => total.goroutines),
      [28, 28],
    );
    const groups = totals.filter((total) => total.of === 'group');
    assert.equal(groups.length, 17);
    assert.equal(
      groups.reduce((sum, total) => sum + total.goroutines, 0),
      28,
    );
  });

  it('has the state, the thread and the location of a goroutine', () => {
    const [first] = goroutines;
    assert.deepEqual(
      [first!.id, first!.isCurrent, first!.state, first!.thread, first!.locationKind],
      [1, false, 'semacquire', undefined, 'User'],
    );
    assert.equal(
      shown(listing, first!.location),
      'sync.runtime_Semacquire /usr/lib/go-1.19/src/runtime/sema.go:62',
    );
    const inSyscall = goroutines.find(({ id }) => id === 37)!;
    assert.deepEqual([inSyscall.state, inSyscall.thread], [undefined, 21910]);
    assert.equal(goroutines.find(({ id }) => id === 26)!.state, 'chan receive (nil chan)');
  });

  it('has every frame of the stacks', () => {
    const frames = goroutines.slice(28, 56).flatMap((goroutine) => goroutine.frames);
    assert.equal(frames.length, listing.lines.filter((line) => /^\t +at /.test(line)).length);
    for (const frame of nonEmpty(frames, 'frames')) shown(listing, frame);
    const fifth = goroutines.slice(28).find(({ id }) => id === 5)!;
    assert.equal(fifth.frames.length, 11);
    assert.equal(shown(listing, fifth.frames[8]!), 'main.handle /home/dev/src/lab/zoo/main.go:66');
    assert.ok(slice(listing, fifth).endsWith('runtime/asm_amd64.s:1594\n'));
  });

  it('marks the current goroutine, and may have labels and how long it waits', () => {
    const goroutine = one(
      [
        '* Goroutine 7 - User: C:/x y/m.go:21 main.F[go.shape.struct { A int }] (0x558e72) (thread 9) [select 5123]',
        '\tLabels: "a":"b", "c\\n":"d"... (3 more)',
        '\t0  0x000000000044159d in main.F[go.shape.struct { A int }]',
        '\t    at C:/x y/m.go:21',
        '\t(truncated)',
      ].join('\n'),
    )!;
    assert.deepEqual(
      [
        goroutine.id,
        goroutine.isCurrent,
        goroutine.thread,
        goroutine.state,
        goroutine.truncated,
        goroutine.endLine,
      ],
      [7, true, 9, 'select', true, 5],
    );
    assert.deepEqual(goroutine.labels, [
      { key: 'a', value: 'b' },
      { key: 'c\n', value: 'd' },
    ]);
    assert.equal(goroutine.location.function, 'main.F[go.shape.struct { A int }]');
    assert.equal(goroutine.location.file, 'C:/x y/m.go');
  });

  it('has only the reason as the state', () => {
    const row = '  Goroutine 7 - User: ./m.go:21 main.f (0x558e72)';
    const states: [printed: string, state: string | undefined][] = [
      ['', undefined],
      [' [chan receive 81234567890]', 'chan receive'],
      [' [chan receive (nil chan) 1h2m3.5s]', 'chan receive (nil chan)'],
      [' [sleep 350.25µs]', 'sleep'],
      [' [unknown wait reason 31]', 'unknown wait reason 31'],
      [' [unknown wait reason 31 99]', 'unknown wait reason 31'],
      [' [GC worker (idle)]', 'GC worker (idle)'],
    ];
    for (const [printed, state] of states) assert.equal(one(row + printed)!.state, state, printed);
  });

  it('may show the go statement instead, which is not a frame of the stack', () => {
    const goroutine = one('  Goroutine 7 - Go: ./m.go:21 main.f (0x558e72) [select]')!;
    assert.equal(goroutine.createdBy?.function, 'main.f');
    assert.deepEqual(goroutine.frames, []);
    assert.equal(one('  Goroutine 7 - Start: ./m.go:21 main.f (0x558e72)')!.frames.length, 1);
  });

  it('matches nothing else', () => {
    for (const line of [
      'Goroutine 7 (running) created at:',
      'Goroutine 7 - User: ./m.go:21 main.f (0x558e72)',
      '  Goroutine 7 - Elsewhere: ./m.go:21 main.f (0x558e72)',
      '  Goroutine 7 - User: ./m.go main.f (0x558e72)',
      '  Goroutine 7 - User: ./m.go:21 main.f',
      '  Goroutine (unreadable could not read)',
    ]) {
      assert.equal(one(line), undefined, line);
    }
    for (const line of ['[28 goroutines', '28 goroutines', 'Total: 3', '\tTotal: x']) {
      assert.equal(readDelveTotal(line), undefined, line);
    }
  });
});
