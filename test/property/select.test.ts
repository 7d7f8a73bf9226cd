import assert from 'node:assert/strict';
import {
  type Dump,
  type GoroutineGroup,
  groupDump,
  groupKeys,
  guessUserCode,
  order,
  parseDump,
  select,
  type Selection,
} from '../../src/core';
import { assertLinear } from '../linearTime';
import { random } from '../random';
import { objectAddressesIn } from '../objectAddresses';

const states = [
  'chan receive',
  'select, 3 minutes',
  'sync.Mutex.Lock, 7 minutes',
  'sleep',
  'IO wait, 1 minutes',
];
const labels = ['', '', ' {user: ada}', ' {user: bob, job: resize}'];

/** Goroutines of few stacks, in any state and with any labels. */
function goroutines(seed: number, count: number): readonly string[] {
  const below = random(seed);
  return Array.from({ length: count }, (_, n) => {
    const frames = Array.from({ length: 1 + below(3) }, () => {
      const number = below(4);
      return frame(
        `example.com/lab/p${number}.f${number}`,
        below(99),
        `/lab/p${number}/f.go:${below(2) + 1}`,
      );
    });
    if (below(3) === 0)
      frames.unshift(frame('sync.(*Mutex).Lock', 0xc000010000 + below(3), '/go/mutex.go:46'));
    const header = `goroutine ${n + 1} [${states[below(states.length)]!}]${labels[below(labels.length)]!}:`;
    return `${header}\n${frames.join('\n')}\ncreated by main.main in goroutine 1\n\t/lab/main.go:5 +0x1\n`;
  });
}

function frame(name: string, argument: number, place: string): string {
  return `${name}(0x${argument.toString(16)})\n\t${place} +0x1`;
}

/** Selects the groups of one lock, if groups are made by lock: their titles have its address. */
const byAddress: Selection = { text: '0xc000010001' };
const selections: readonly Selection[] = [
  byAddress,
  { text: 'user: ada' },
  { text: 'P1.F1' },
  { text: 'mutex' },
  { text: 'f.go:2', classes: ['select', 'lock'] },
  { function: 'example.com/lab/p2.f2', classes: ['sleep'] },
  { text: 'user', function: 'example.com/lab/p3.f3' },
];

/** All properties of a group, with the texts of its goroutines instead of their indices. */
function told(groups: readonly GoroutineGroup[], texts: readonly string[]) {
  return groups.map(({ id, title, count, states, waitMinutes, class: kind, headline, members }) => ({
    id,
    title,
    count,
    states: Array.from(states, ([state, times]) => [state.text, times]),
    waitMinutes,
    kind,
    headline: headline?.function,
    members: members.map((member) => texts[member]),
  }));
}

function read(texts: readonly string[]) {
  const text = texts.join('\n');
  const dump = parseDump(text);
  const context = { isUserCode: guessUserCode(dump), objectAddresses: objectAddressesIn(dump, text) };
  return { dump, context };
}

describe('Selecting', () => {
  for (const key of groupKeys) {
    it(`by any filter gives the groups by ${key} of a dump that has the selected goroutines only`, () => {
      const checked = new Set<Selection>();
      for (let seed = 1; seed <= 20; seed++) {
        const texts = goroutines(seed, 60);
        const { dump, context } = read(texts);
        const groups = groupDump(dump, key, context);
        for (const selection of selections) {
          const selected = order(select(dump, groups, selection, context.isUserCode));
          const members = selected.flatMap((group) => group.members).sort((a, b) => a - b);
          if (members.length === 0) continue;
          checked.add(selection);
          const fewer = members.map((member) => texts[member]!);
          const { dump: part, context: there } = read(fewer);
          const anew = order(groupDump(part, key, { ...there, isUserCode: context.isUserCode }));
          assert.deepEqual(
            told(selected, texts),
            told(anew, fewer),
            `${key}, ${seed}, ${JSON.stringify(selection)}`,
          );
          for (const { id, fullCount } of selected) {
            assert.equal(fullCount, groups.find((group) => group.id === id)!.count);
          }
        }
      }
      const empty = selections.filter((selection) => !checked.has(selection));
      assert.deepEqual(empty, key === 'lock' ? [] : [byAddress]);
    });
  }

  /** A dump with this many goroutines, of a thousand stacks. */
  const large = (count: number): string => {
    const texts = goroutines(7, 1000);
    return Array.from({ length: count }, (_, n) =>
      texts[n % texts.length]!.replace(/\d+/, String(n + 1)),
    ).join('\n');
  };

  it('among a hundred thousand goroutines takes a fraction of the time that reading them takes', () => {
    const text = large(100_000);
    const bytes = new TextEncoder().encode(text);
    let dump: Dump | undefined;
    const reading = best(() => (dump = parseDump(bytes)));
    const isUserCode = guessUserCode(dump!);
    const groups = groupDump(dump!, 'stack', { isUserCode });
    const selecting = best(() =>
      select(dump!, groups, { text: 'user: ada', classes: ['select'] }, isUserCode),
    );
    assert.ok(selecting < reading / 4, `${selecting} ms, but ${reading} ms for reading`);
  });

  it('takes linear time', async () => {
    await assertLinear(
      (size) => {
        const dump = parseDump(large(size));
        const isUserCode = guessUserCode(dump);
        const groups = groupDump(dump, 'stack', { isUserCode });
        return () => {
          for (let n = 0; n < 20; n++) select(dump, groups, { text: 'user: ada' }, isUserCode);
        };
      },
      5_000,
      80_000,
    );
  });
});

/** The shortest of several times, in milliseconds. */
function best(work: () => unknown): number {
  const times = Array.from({ length: 7 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...times);
}
