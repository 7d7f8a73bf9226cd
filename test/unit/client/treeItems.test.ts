import assert from 'node:assert/strict';
import './vscode';
import type { Problem } from '../../../src/core';
import { received } from '../../../src/client/text/untrusted';
import {
  backgroundNodes,
  childrenOfGroup,
  childrenOfProblems,
  childrenOfRace,
  groupNodes,
  type Node,
  raceNodes,
  sectionNode,
} from '../../../src/client/views/nodes';
import { candidatesOf } from '../../../src/client/views/candidateNodes';
import { treeItem } from '../../../src/client/views/treeItems';
import { groupOf, raceOf, sectionOf, summaryOf } from './shown';

const uri = 'file:///hang.dump';
const labelOf = (node: Node) => treeItem(node).accessibilityInformation?.label ?? '';

describe('A screen reader', () => {
  const [group] = groupNodes(uri, sectionOf(), undefined);
  const [first, ...others] = groupOf().frames;
  const frames = [
    { ...first!, userCode: false, runtime: true as const },
    { ...first!, userCode: false, elided: 23 },
    ...others,
  ];
  const [mixed] = groupNodes(uri, sectionOf({ groups: [{ ...groupOf(), frames }] }), undefined);
  const rows = childrenOfGroup(mixed!);
  const lock = { ...groupOf(), mayHold: [groupOf()] };
  const [locked] = groupNodes(uri, sectionOf({ groups: [lock] }), undefined);
  const goroutines = rows.find((node) => node.kind === 'goroutines')!;
  const race = raceNodes(uri, sectionOf({ races: [raceOf()] }), undefined)[0]!;
  const idle = groupOf({ background: { kind: 'idle', reason: 'Waits for a connection.' } });
  const problem = { code: 'no-header', line: 1, endLine: 2, message: 'A line.' } as const;
  const problems = received<readonly Problem[]>([problem]);
  const ofProblems = { kind: 'problems', id: 'problems', uri, problems } as const;
  const goroutine = received({ id: 7, line: 3, state: 'select', waitMinutes: 3, labels: ['job: x'] });

  const expected: readonly (readonly [Node, string | RegExp])[] = [
    [sectionNode(uri, sectionOf(), 2, summaryOf({ line: 9 }), 0), /^SIGQUIT: quit, .*2 goroutines/],
    [race, /^Data race in orders\.Write, write\.go:5 ↔ read\.go:5/],
    [childrenOfRace(race)[0]!, 'Write at 0x1 by goroutine 7'],
    [
      backgroundNodes(uri, sectionOf({ groups: [idle] }), undefined, false)[0]!,
      /^Idle by design, 2 goroutines/,
    ],
    [group!, /^2 goroutines in Take, chan receive/],
    [candidatesOf(locked!)[0]!, 'May hold the lock, 1 stack'],
    [rows[0]!, 'orders.Take at take.go:7, Go runtime'],
    [rows[1]!, 'orders.Take at take.go:7, library'],
    [rows[2]!, '23 frames are not in the dump'],
    [rows[3]!, 'orders.Run at run.go:9, your code'],
    [rows[4]!, 'created by orders.Serve at serve.go:11, your code'],
    [goroutines, '2 goroutines'],
    [
      { kind: 'goroutine', id: 'g', uri, parent: goroutines, goroutine },
      /^goroutine 7, select, 3 min, job: x, line 4$/,
    ],
    [{ kind: 'more', id: 'm', uri, parent: undefined, remaining: 500 }, 'Show more…, 500 left'],
    [ofProblems, '1 problem in the text'],
    [childrenOfProblems(ofProblems)[0]!, 'A line., line 2'],
  ];

  for (const [node, label] of expected) {
    it(`reads a row in words: ${node.kind} ${String(label)}`, () => {
      if (typeof label === 'string') assert.equal(labelOf(node), label);
      else assert.match(labelOf(node), label);
    });
  }

  it('has words for each kind of row', () => {
    const kinds: Readonly<Record<Node['kind'], true>> = {
      section: true,
      race: true,
      raceStack: true,
      background: true,
      group: true,
      candidates: true,
      frame: true,
      elision: true,
      goroutines: true,
      goroutine: true,
      more: true,
      problems: true,
      problem: true,
    };
    assert.deepEqual(new Set(expected.map(([node]) => node.kind)), new Set(Object.keys(kinds)));
  });
});
