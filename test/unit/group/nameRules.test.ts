import assert from 'node:assert/strict';
import {
  groupDump,
  guessUserCode,
  type NameRules,
  namingBy,
  noNameRules,
  parseDump,
  readNameRules,
  rowNamer,
} from '../../../src/core';
import { anycable, fixtureText } from '../../fixtures';

/** The rows of a dump's groups by stack. */
function rows(text: string, rules: Partial<NameRules> = {}): readonly string[] {
  const dump = parseDump(text);
  const isUserCode = guessUserCode(dump);
  const groups = groupDump(dump, 'stack', { isUserCode });
  const naming = namingBy({ ...noNameRules, ...rules });
  return rowNamer(dump, isUserCode, { naming })(groups).map(({ wait, name }) => `${wait} · ${name}`);
}

const node = 'github.com/anycable/anycable-go/node';

describe('Rules for names', () => {
  const table: readonly (readonly [rules: Partial<NameRules>, before: string, after: string])[] = [
    [
      { fold: [`${node}.(*Hub).subscribeSession`] },
      'RWMutex.Lock · subscribeSession',
      'RWMutex.Lock · handleCommandReply',
    ],
    [{ skip: ['*.(*Runner).Run'] }, 'select · listen ← Runner.Run', 'select · listen'],
    [{ skip: ['*.nobody'] }, 'select · listen ← Runner.Run', 'select · listen ← Runner.Run'],
    [{ trim: ['Stream', 'broadcastTo'] }, 'RWMutex.RLock · StreamsSize', 'RWMutex.RLock · sSize'],
    [{ trim: ['SendMessages'] }, 'chan receive · SendMessages', 'chan receive · SendMessages'],
  ];
  for (const [rules, before, after] of table) {
    it(`${JSON.stringify(rules)} make “${before}” of a real dump “${after}”`, () => {
      const text = fixtureText(anycable);
      const all = rows(text);
      const index = all.indexOf(before);
      assert.ok(index >= 0, all.join('\n'));
      assert.equal(rows(text, rules)[index], after);
    });
  }

  it('fold libraries that wait for their callers, without a setting', () => {
    const frame = (name: string) => `${name}(0x1)\n\t/go/pkg/mod/${name.split('.')[0]!}@v1.0.0/x.go:1 +0x1\n`;
    const text = `goroutine 1 [semacquire]:\n${frame('golang.org/x/sync/semaphore.acquire')}${frame('acme/queue.push')}`;
    assert.deepEqual(rows(text), ['semacquire · queue.push']);
  });

  it('are read from a setting without those that are not valid, which are told', () => {
    const { rules, problems } = readNameRules({ fold: ['a.b', 7, '*'], skip: 'x', trim: ['Impl'], hide: [] });
    assert.deepEqual(rules, { fold: ['a.b'], skip: [], trim: ['Impl'] });
    assert.deepEqual(problems, [
      'In “fold”, 7 names no function.',
      'In “fold”, "*" names no function.',
      '“skip” must be a list of texts.',
      '“hide” is not known.',
    ]);
    assert.deepEqual(readNameRules(undefined), { rules: noNameRules, problems: [] });
    assert.deepEqual(readNameRules([]).problems, ['It must be an object.']);
  });
});
