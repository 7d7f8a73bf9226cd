import assert from 'node:assert/strict';
import {
  type Dump,
  groupDump,
  type GroupKey,
  groupKeys,
  guessUserCode,
  mayPrintObject,
  parseDump,
  sectionOf,
  waitsIn,
} from '../../../src/core';
import { anycable, expectedDumps, fixtureText } from '../../fixtures';
import { objectAddressesIn } from '../../objectAddresses';

interface Case {
  readonly dump: Dump;
  readonly groups: (key?: GroupKey) => ReturnType<typeof groupDump>;
}

function read(text: string): Case {
  const dump = parseDump(text);
  const context = { isUserCode: guessUserCode(dump), objectAddresses: objectAddressesIn(dump, text) };
  return { dump, groups: (key = 'stack') => groupDump(dump, key, context) };
}

const hub = `goroutine 1 [running]:
example.com/lab/node.(*Hub).run(0xc000010000)
\t/home/gopher/lab/node/hub.go:10 +0x1
main.main()
\t/home/gopher/lab/main.go:5 +0x1

goroutine 7 [sync.RWMutex.Lock, 2 minutes] {session: a}:
sync.runtime_SemacquireRWMutex(0xc000010108?, 0x0?, 0x1?)
\t/usr/local/go/src/runtime/sema.go:105 +0x25
sync.(*RWMutex).Lock(0xc000010100)
\t/usr/local/go/src/sync/rwmutex.go:153 +0x6a
example.com/lab/node.(*Hub).subscribe(0xc000010000, 0x1)
\t/home/gopher/lab/node/hub.go:20 +0x30
created by example.com/lab/node.(*Hub).run in goroutine 1
\t/home/gopher/lab/node/hub.go:11 +0x1

goroutine 8 [sync.Mutex.Lock, 5 minutes]:
sync.runtime_SemacquireRWMutex(0xc000010108?, 0x0?, 0x1?)
\t/usr/local/go/src/runtime/sema.go:105 +0x25
sync.(*RWMutex).Lock(0xc000010100)
\t/usr/local/go/src/sync/rwmutex.go:153 +0x6a
example.com/lab/node.(*Hub).subscribe(0xc000010000, 0x2)
\t/home/gopher/lab/node/hub.go:20 +0x44
created by example.com/lab/node.(*Hub).run in goroutine 3
\t/home/gopher/lab/node/hub.go:11 +0x1

goroutine 9 [sync.Mutex.Lock, 9 minutes]:
sync.(*RWMutex).Lock(0xc000099990)
\t/usr/local/go/src/sync/rwmutex.go:153 +0x6a
example.com/lab/node.(*Hub).subscribe(0xc000099980, 0x2)
\t/home/gopher/lab/node/hub.go:21 +0x44
created by example.com/lab/node.(*Hub).run in goroutine 3
\t/home/gopher/lab/node/hub.go:11 +0x1
`;

describe('Groups', () => {
  it('are made by stack, without arguments, offsets and the id of the creator', () => {
    const groups = read(hub).groups();
    assert.deepEqual(
      groups.map(({ count, class: kind, waitMinutes, headline }) => [
        count,
        kind,
        waitMinutes.min,
        waitMinutes.max,
        headline?.function,
      ]),
      [
        [2, 'lock', 2, 5, 'example.com/lab/node.(*Hub).subscribe'],
        [1, 'running', 0, 0, 'example.com/lab/node.(*Hub).run'],
        [1, 'lock', 9, 9, 'example.com/lab/node.(*Hub).subscribe'],
      ],
    );
    assert.deepEqual(
      Array.from(groups[0]!.states, ([state, count]) => [state.text, count]),
      [
        ['sync.RWMutex.Lock', 1],
        ['sync.Mutex.Lock', 1],
      ],
    );
  });

  it('separate two go statements of one function, and frames without a package', () => {
    const { groups } = read(
      [12, 13]
        .map(
          (line) =>
            `goroutine ${line} [select]:\nfree\n\tpc=0x1\ncreated by main.main\n\tC:\\lab\\main.go:${line}\n`,
        )
        .join('\n'),
    );
    const titles = (key: GroupKey) => groups(key).map(({ title }) => title);
    assert.deepEqual(titles('creator'), [
      'created by main.main at main.go:12',
      'created by main.main at main.go:13',
    ]);
    assert.deepEqual(titles('package'), ['no package']);
  });

  const byKey: Readonly<Record<GroupKey, readonly (readonly [count: number, title: string | undefined])[]>> =
    {
      stack: [
        [2, undefined],
        [1, undefined],
        [1, undefined],
      ],
      stackAndState: [
        [1, undefined],
        [1, undefined],
        [1, undefined],
        [1, undefined],
      ],
      functions: [
        [1, undefined],
        [2, undefined],
        [1, undefined],
      ],
      userFrame: [
        [2, undefined],
        [1, undefined],
        [1, undefined],
      ],
      creator: [
        [3, 'created by example.com/lab/node.(*Hub).run at hub.go:11'],
        [1, 'no creator'],
      ],
      state: [
        [2, 'sync.Mutex.Lock'],
        [1, 'running'],
        [1, 'sync.RWMutex.Lock'],
      ],
      package: [[4, 'example.com/lab/node']],
      label: [
        [3, 'no labels'],
        [1, 'session: a'],
      ],
      lock: [
        [2, '0xc000010100'],
        [1, 'no lock or shared channel known'],
        [1, '0xc000099990'],
      ],
    };
  for (const key of groupKeys) {
    it(`can be made by ${key}`, () => {
      const sort = (rows: readonly (readonly [number, string | undefined])[]) =>
        [...rows].sort((a, b) => b[0] - a[0]);
      const groups = read(hub).groups(key);
      assert.deepEqual(
        groups.map(({ count, title }) => [count, title]),
        sort(byKey[key]),
      );
    });

    it(`by ${key} contain every goroutine of a real dump once`, () => {
      const { dump, groups } = read(fixtureText(anycable));
      const members = groups(key).flatMap((group) => group.members);
      assert.equal(members.length, dump.goroutines.length);
      assert.equal(new Set(members).size, dump.goroutines.length);
    });
  }

  it('by lock cannot be made without the addresses', () => {
    const dump = parseDump(hub);
    assert.throws(() => groupDump(dump, 'lock', { isUserCode: guessUserCode(dump) }), /need the addresses/);
  });

  it('by lock need only the text of goroutines whose stacks have such functions', () => {
    let needed = 0;
    let all = 0;
    for (const [path] of expectedDumps()) {
      const text = fixtureText(path);
      const dump = parseDump(text);
      objectAddressesIn(dump, text).forEach((address, index) => {
        const { kind } = waitsIn(dump, sectionOf(dump, index)!)(index);
        const may = mayPrintObject(kind, dump.stacks[dump.goroutines.stack[index]!]!);
        assert.ok(may || address === undefined, `${path}: ${address}`);
        all++;
        if (may) needed++;
      });
    }
    assert.ok(needed > 0 && needed < all, `${needed} of ${all}`);
  });

  it('have ids that depend only on their key', () => {
    const ids = (text: string) =>
      new Set(
        read(text)
          .groups()
          .map((group) => group.id),
      );
    const other = `goroutine 99 [select]:\nmain.other()\n\t/x.go:1\n\n${hub}`;
    assert.equal(ids(hub).size, 3);
    assert.equal([...ids(hub)].filter((id) => ids(other).has(id)).length, 3);
  });

  it('ignore how many frames a deep stack omits', () => {
    const deep = (elided: string) =>
      `[select]:\nm.f()\n\t/a.go:1\n...${elided} frames elided...\nm.g()\n\t/a.go:2\n\n`;
    const { dump, groups } = read(`goroutine 1 ${deep('5')}goroutine 2 ${deep('900')}`);
    assert.equal(dump.stacks.length, 2);
    assert.equal(groups().length, 1);
    assert.deepEqual(groups()[0]!.stack.elided, { after: 1, count: 5 });
  });
});
