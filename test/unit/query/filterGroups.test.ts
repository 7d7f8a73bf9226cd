import assert from 'node:assert/strict';
import {
  filterGroups,
  groupDump,
  type GroupFilter,
  type GroupKey,
  guessUserCode,
  parseDump,
} from '../../../src/core';
import { anycable, fixtureText } from '../../fixtures';

function groupsOf(text: string, key: GroupKey = 'stack') {
  const dump = parseDump(text);
  return { dump, groups: groupDump(dump, key, { isUserCode: guessUserCode(dump) }) };
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
`;

describe('Filtered groups', () => {
  /** Ids of the goroutines of each group. */
  const shown = (filter: GroupFilter, order?: 'count' | 'wait', key?: GroupKey) => {
    const { dump, groups } = groupsOf(text, key);
    return filterGroups(dump, groups, filter, order).map(({ members }) =>
      members.map((one) => dump.goroutines.id[one]),
    );
  };

  it('have the text anywhere in what identifies them', () => {
    for (const [search, ids] of [
      ['läuft', [[1]]],
      ['C:/Users/Jo/lab/main.go:5', [[1]]],
      ['example.com/lab/STARTER', [[1]]],
      ['go.go:77', [[1]]],
      ['user: ada', [[2, 3]]],
      ['locked to thread', [[2, 3]]],
      ['  wait.func1  ', [[2, 3]]],
      ['main.', [[2, 3], [1]]],
      ['.*', []],
      ['0xdeadbeef', []], // arguments identify nothing
    ] as const) {
      assert.deepEqual(shown({ text: search }), ids, search);
    }
  });

  it('have the text in their title, where the key gives them one', () => {
    assert.deepEqual(shown({ text: 'no labels' }, 'count', 'label'), [[1, 3]]);
    assert.deepEqual(shown({ text: 'no labels' }), []);
  });

  it('have exactly the function in their stack or as their creator', () => {
    assert.deepEqual(shown({ function: 'main.wait.func1' }), [[2, 3]]);
    assert.deepEqual(shown({ function: 'example.com/lab/starter.Go' }), [[1]]);
    for (const name of ['main.wait', 'main.Wait.func1', '']) assert.deepEqual(shown({ function: name }), []);
    assert.deepEqual(shown({ function: 'main.wait.func1', classes: ['lock'] }), []);
  });

  it('fulfil all conditions at once', () => {
    const id = groupsOf(text).groups[0]!.id;
    assert.deepEqual(shown({ text: 'main', classes: ['channel', 'select'] }), [[2, 3], [1]]);
    assert.deepEqual(shown({ text: 'wait.go', classes: ['channel'] }), []);
    assert.deepEqual(shown({ text: 'main', classes: ['channel', 'select'], hidden: [id] }), [[1]]);
    assert.deepEqual(shown({ text: undefined, classes: undefined, hidden: undefined }), [[2, 3], [1]]);
    assert.deepEqual(shown({ hidden: ['of another dump'] }), [[2, 3], [1]]);
  });

  it('are those of another dump too, if they are equal', () => {
    const later = groupsOf(
      `${text.replaceAll('0xdeadbeef', '0x1')}\ngoroutine 9 [select]:\nmain.x()\n\t/lab/x.go:1\n`,
    );
    const hidden = groupsOf(text).groups.map(({ id }) => id);
    assert.deepEqual(
      filterGroups(later.dump, later.groups, { hidden }).map(({ headline }) => headline?.function),
      ['main.x'],
    );
  });

  it('are unchanged by ordering', () => {
    const { dump, groups } = groupsOf(fixtureText(anycable));
    const before = [...groups];
    const counts = (order: 'count' | 'wait') =>
      filterGroups(dump, groups, {}, order).map(({ count }) => count);
    const waits = filterGroups(dump, groups, {}, 'wait').map(({ waitMinutes }) => waitMinutes.max);
    assert.deepEqual(
      counts('count'),
      [...counts('count')].sort((a, b) => b - a),
    );
    assert.deepEqual(
      waits,
      [...waits].sort((a, b) => b - a),
    );
    assert.deepEqual([...counts('wait')].sort(), [...counts('count')].sort());
    assert.deepEqual(groups, before);
  });
});
