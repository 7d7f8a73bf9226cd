import assert from 'node:assert/strict';
import { groupDump, guessUserCode, parseDump, summarize } from '../../../src/core';
import { expectedDumps, fixtureText } from '../../fixtures';

function summaryOf(text: string) {
  const dump = parseDump(text);
  const context = { isUserCode: guessUserCode(dump) };
  return summarize(dump, groupDump(dump, 'stack', context));
}

const frame = 'main.f()\n\t/x/main.go:1 +0x1\n\n';

describe('The summary of a dump', () => {
  it('counts goroutines, groups, states and classes', () => {
    const text = [
      `goroutine 1 [chan send, 3 minutes]:\n${frame}`,
      `goroutine 2 [chan receive, 12 minutes]:\n${frame}`,
      `goroutine 3 [chan receive]:\n${frame}`,
      'goroutine 4 [running, locked to thread]:\nmain.g()\n\t/x/main.go:9 +0x1\n',
    ];
    const figures = {
      goroutines: 4,
      groups: 2,
      states: { 'chan receive': 2, 'chan send': 1, 'running, locked to thread': 1 },
      classes: { channel: 3, running: 1 },
      longestWaitMinutes: 12,
    };
    assert.deepEqual(summaryOf(text.join('')), {
      ...figures,
      problems: [],
      sections: [{ kind: 'goroutines', title: 'dump 1', line: 0, ...figures }],
    });
  });

  it('counts the goroutines of a saved deduplicated dump', () => {
    const summary = summaryOf(
      `goroutine 7 [select]:\n820 times: [7, 8, …]\n${frame}goroutine 1 [running]:\n${frame}`,
    );
    assert.deepEqual([summary.goroutines, summary.groups], [821, 1]);
    assert.deepEqual(
      [summary.states, summary.classes],
      [
        { select: 820, running: 1 },
        { select: 820, running: 1 },
      ],
    );
  });

  it('lists states by their counts', () => {
    const states = ['select', 'sleep', 'sleep', 'IO wait', 'IO wait', 'IO wait'];
    const text = states.map((state, id) => `goroutine ${id + 1} [${state}]:\n${frame}`).join('');
    assert.deepEqual(Object.keys(summaryOf(text).states), ['IO wait', 'sleep', 'select']);
  });

  it('counts states of any name', () => {
    const states = ['__proto__', 'constructor', 'toString'];
    const text = states.map((state, id) => `goroutine ${id + 1} [${state}]:\n${frame}`).join('');
    assert.deepEqual(
      Object.entries(summaryOf(text).states),
      states.map((state) => [state, 1]),
    );
  });

  it('is empty, with a problem, for a text that is not a dump', () => {
    const { problems, ...figures } = summaryOf('hello\n');
    assert.deepEqual(figures, {
      goroutines: 0,
      groups: 0,
      sections: [],
      states: {},
      classes: {},
      longestWaitMinutes: 0,
    });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['no-goroutines'],
    );
  });

  it('adds up in every real dump', () => {
    for (const [path] of expectedDumps()) {
      const { goroutines, groups, states, classes } = summaryOf(fixtureText(path));
      const sum = (counts: Readonly<Record<string, number>>) =>
        Object.values(counts).reduce((total, count) => total + count, 0);
      assert.deepEqual([sum(states), sum(classes)], [goroutines, goroutines], path);
      assert.ok(groups <= goroutines, path);
    }
  });
});
