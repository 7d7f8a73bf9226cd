import assert from 'node:assert/strict';
import { groupDump, groupKeys, guessUserCode, parseDump, rowNamer } from '../../src/core';
import { expectedDumps, fixtureText } from '../fixtures';
import { objectAddressesIn } from '../objectAddresses';

describe('The rows of groups', () => {
  it('are never alike in one list, whatever the key and the dump', function () {
    this.timeout(60_000);
    let lists = 0;
    for (const [path] of expectedDumps()) {
      const text = fixtureText(path);
      const dump = parseDump(text);
      const isUserCode = guessUserCode(dump);
      const context = { isUserCode, objectAddresses: objectAddressesIn(dump, text) };
      for (const key of groupKeys) {
        const names = rowNamer(
          dump,
          isUserCode,
        )(groupDump(dump, key, context)).map(({ wait, name }) => `${wait} · ${name}`);
        assert.equal(new Set(names).size, names.length, `${path} by ${key}: ${names.join('\n')}`);
        lists++;
      }
    }
    assert.ok(lists > 1000);
  });
});
