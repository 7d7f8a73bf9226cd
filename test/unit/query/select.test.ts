import assert from 'node:assert/strict';
import {
  groupDump,
  type GroupKey,
  type GroupOrder,
  goroutineId,
  guessUserCode,
  order,
  parseDump,
  regroup,
  select,
  type Selection,
} from '../../../src/core';
import { anycable, fixtureText } from '../../fixtures';

function read(text: string, key: GroupKey = 'stack') {
  const dump = parseDump(text);
  const isUserCode = guessUserCode(dump);
  const groups = groupDump(dump, key, { isUserCode });
  const selected = (selection: Selection) => select(dump, groups, selection, isUserCode);
  return { dump, groups, selected, isUserCode };
}

const text = `goroutine 1 [chan receive, 1 minutes]:
main.(*número).Läuft(0xc000010000)
	C:/Users/Jo/lab/main.go:5 +0x1
created by example.com/lab/starter.Go in goroutine 1
	/lab/starter/go.go:77 +0x1

goroutine 2 [select, 4 minutes] {user: Ada}:
main.wait.func1(0xdeadbeef)
	/lab/wait.go:8 +0x1

goroutine 3 [sleep, 2 minutes, locked to thread]:
main.wait.func1(0xdeadbeef)
	/lab/wait.go:8 +0x1

goroutine 4 [select] {user: Bob}:
main.wait.func1(0xdeadbeef)
	/lab/wait.go:8 +0x1
`;

/** Ids of the goroutines of each group, in the order that the tree has. */
function shown(selection: Selection, key?: GroupKey, by?: GroupOrder) {
  const { dump, selected } = read(text, key);
  return order(selected(selection), by).map(({ members }) =>
    members.map((one) => goroutineId(dump.goroutines, one)),
  );
}

describe('A selection', () => {
  it('has the goroutines with the text in their stack, their state or their labels', () => {
    for (const [search, ids] of [
      ['läuft', [[1]]],
      ['C:/Users/Jo/lab/main.go:5', [[1]]],
      ['example.com/lab/STARTER', [[1]]],
      ['go.go:77', [[1]]],
      ['user: ada', [[2]]],
      ['user:', [[2, 4]]],
      ['locked to thread', [[3]]],
      ['select', [[2, 4]]],
      ['  wait.func1  ', [[2, 3, 4]]],
      ['main.', [[2, 3, 4], [1]]],
      ['', [[2, 3, 4], [1]]],
      ['   ', [[2, 3, 4], [1]]],
      ['.*', []],
      ['0xdeadbeef', []], // arguments identify nothing
    ] as const) {
      assert.deepEqual(shown({ text: search }), ids, search);
    }
  });

  it('has all goroutines of a group with the text in its title', () => {
    assert.deepEqual(shown({ text: 'no labels' }, 'label'), [[1, 3]]);
    assert.deepEqual(shown({ text: 'no labels' }), []);
    assert.deepEqual(shown({ text: 'no labels', classes: ['sleep'] }, 'label'), [[3]]);
  });

  it('has the goroutines with the function or its closures in their stack or as their creator', () => {
    assert.deepEqual(shown({ function: 'main.wait.func1' }), [[2, 3, 4]]);
    assert.deepEqual(shown({ function: 'example.com/lab/starter.Go' }), [[1]]);
    assert.deepEqual(shown({ function: 'main.wait' }), [[2, 3, 4]]);
    for (const name of ['main.wai', 'main.Wait.func1', '']) assert.deepEqual(shown({ function: name }), []);
  });

  it('has the goroutines in one of the classes, regardless of their groups', () => {
    assert.deepEqual(shown({ classes: ['sleep'] }), [[3]]);
    assert.deepEqual(shown({ classes: ['select', 'channel'] }), [[2, 4], [1]]);
    assert.deepEqual(shown({ classes: ['lock'] }), []);
    assert.deepEqual(shown({ classes: [] }), [[2, 3, 4], [1]]);
  });

  it('leaves hidden groups out as a whole', () => {
    const hidden = [read(text).groups[0]!.id];
    assert.deepEqual(shown({ hidden }), [[1]]);
    assert.deepEqual(shown({ hidden, text: 'user: ada' }), []);
    assert.deepEqual(shown({ hidden: ['of another dump'] }), [[2, 3, 4], [1]]);
  });

  it('meets all conditions at once', () => {
    assert.deepEqual(shown({ text: 'wait.go', classes: ['channel'] }), []);
    assert.deepEqual(shown({ text: 'user', classes: ['select'], function: 'main.wait.func1' }), [[2, 4]]);
    const all = { text: undefined, function: undefined, classes: undefined, hidden: undefined };
    assert.deepEqual(shown(all), [[2, 3, 4], [1]]);
  });

  it('hides the same groups in another dump', () => {
    const later = read(
      `${text.replaceAll('0xdeadbeef', '0x1')}\ngoroutine 9 [select]:\nmain.x()\n\t/lab/x.go:1\n`,
    );
    const hidden = read(text).groups.map(({ id }) => id);
    assert.deepEqual(
      later.selected({ hidden }).map(({ headline }) => headline?.function),
      ['main.x'],
    );
  });
});

describe('A group with only some selected goroutines', () => {
  it('contains only those, but has the id and the count of the whole', () => {
    const { groups, selected } = read(text);
    const [whole] = groups;
    const [part] = selected({ text: 'select' });
    const states = Array.from(part!.states, ([state, count]) => [state.text, count]);
    assert.deepEqual([part!.id, part!.members, part!.count, part!.fullCount], [whole!.id, [1, 3], 2, 3]);
    assert.deepEqual(
      [states, part!.class, part!.waitMinutes],
      [[['select', 2]], 'select', { min: 0, max: 4 }],
    );
  });

  it('has the class, the wait and the first goroutine of those', () => {
    const [part] = read(text).selected({ classes: ['sleep'] });
    assert.deepEqual([part!.class, part!.waitMinutes, part!.members], ['sleep', { min: 2, max: 2 }, [2]]);
  });

  it('is a new object, but a group whose goroutines are all selected is the same object', () => {
    const { groups, selected } = read(text);
    assert.equal(selected({})[0], groups[0]);
    assert.equal(selected({ text: 'wait' })[0], groups[0]);
    assert.deepEqual(
      groups.map(({ count, fullCount }) => count === fullCount),
      [true, true],
    );
  });

  it('can be grouped by another key', () => {
    const { dump, groups, isUserCode } = read(text);
    const bySleep = read(text, 'state').selected({ text: 'sleep' });
    const regrouped = regroup(dump, groups, bySleep, isUserCode);
    assert.deepEqual(
      regrouped.map(({ id, members, fullCount }) => [id, members, fullCount]),
      [[groups[0]!.id, [2], 3]],
    );
  });
});

describe('The order of groups', () => {
  it('is by selected count or by longest wait, descending', () => {
    const others = `${text}\ngoroutine 8 [IO wait, 9 minutes]:\nmain.x()\n\t/lab/x.go:1\n`;
    const members = (selection: Selection, by?: GroupOrder) =>
      order(read(others).selected(selection), by).map((group) => group.members);
    assert.deepEqual(members({}), [[1, 2, 3], [0], [4]]);
    assert.deepEqual(members({}, 'wait'), [[4], [1, 2, 3], [0]]);
    assert.deepEqual(members({ classes: ['sleep', 'channel', 'io'] }), [[0], [2], [4]]);
  });

  it('does not change the given groups', () => {
    const { groups } = read(fixtureText(anycable));
    const before = [...groups];
    const counts = order(groups).map(({ count }) => count);
    const waits = order(groups, 'wait').map(({ waitMinutes }) => waitMinutes.max);
    const descending = (numbers: readonly number[]) => [...numbers].sort((a, b) => b - a);
    assert.deepEqual(counts, descending(counts));
    assert.deepEqual(waits, descending(waits));
    assert.equal(waits.length, groups.length);
    assert.deepEqual(groups, before);
    assert.deepEqual(order(groups), groups);
  });
});
