import assert from 'node:assert/strict';
import { groupDump, groupKeys, guessUserCode, numberText, parseDump, rowNamer } from '../../src/core';
import { expectedDumps, fixtureText } from '../fixtures';
import { objectAddressesIn } from '../objectAddresses';

/** What is surely visible of a row in a side bar of 300 pixels. */
const visible = 28;

/** Room for a name in which an elided one can differ: its first letter, the ellipsis, and the end. */
const leastRoom = 9;

/** The rows of each dump by each key. */
function* lists() {
  for (const [path] of expectedDumps()) {
    const text = fixtureText(path);
    const dump = parseDump(text);
    const isUserCode = guessUserCode(dump);
    const context = { isUserCode, objectAddresses: objectAddressesIn(dump, text) };
    const namesOf = rowNamer(dump, isUserCode);
    for (const key of groupKeys) {
      const groups = groupDump(dump, key, context);
      const rows = namesOf(groups).map((name, index) => ({ ...name, count: groups[index]!.count }));
      yield { of: `${path} by ${key}`, rows };
    }
  }
}

describe('The rows of groups', () => {
  it('are never alike in one list, whatever the key and the dump', function () {
    this.timeout(60_000);
    let count = 0;
    for (const { of, rows } of lists()) {
      const names = rows.map(({ wait, name }) => `${wait} · ${name}`);
      assert.equal(new Set(names).size, names.length, `${of}: ${names.join('\n')}`);
      count++;
    }
    assert.ok(count > 1000);
  });

  it('differ in what is visible of them, apart from the count, if the wait leaves room for that', function () {
    this.timeout(60_000);
    let elided = 0;
    for (const { of, rows } of lists()) {
      elided += rows.filter(({ name, narrow }) => name !== narrow).length;
      const labels = rows
        .map(({ count, wait, narrow }) => {
          const before = wait === '' ? '' : `${wait} · `;
          const room = visible - `${numberText(count)} × `.length;
          return { label: `${before}${narrow}`, room, hasRoom: room - before.length >= leastRoom };
        })
        .sort((a, b) => (a.label < b.label ? -1 : 1));
      for (const [index, row] of labels.entries()) {
        const next = labels[index + 1];
        if (next === undefined || !row.hasRoom || !next.hasRoom) continue;
        const room = Math.min(row.room, next.room);
        assert.notEqual(row.label.slice(0, room), next.label.slice(0, room), `${of}: ${row.label}`);
      }
    }
    assert.ok(elided > 0);
  });
});
