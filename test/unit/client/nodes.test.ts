import assert from 'node:assert/strict';
import type { Problem } from '../../../src/core';
import {
  backgroundNodes,
  childrenOfBackground,
  childrenOfGroup,
  childrenOfProblems,
  childrenOfRace,
  childrenOfRaceStack,
  frameOf,
  groupNodes,
  type Node,
  positionOf,
  raceNodes,
  sectionNode,
  sectionNodeOf,
} from '../../../src/client/views/nodes';
import { candidatesOf, childrenOfCandidates } from '../../../src/client/views/candidateNodes';
import { unchangedText } from '../../../src/client/text/sinks';
import { received } from '../../../src/client/text/untrusted';
import { groupOf, raceOf, sectionOf, summaryOf } from './shown';

const uri = 'file:///hang.dump';
const section = sectionNode(uri, sectionOf(), 2, summaryOf({ line: 9 }), 0);
const groupNode = (...args: Parameters<typeof groupOf>) =>
  groupNodes(uri, sectionOf({ groups: [groupOf(...args)] }), undefined)[0]!;
const raceNode = raceNodes(uri, sectionOf({ races: [raceOf()] }), undefined)[0]!;

const kinds = (nodes: readonly Node[]) =>
  nodes.map((node) =>
    node.kind === 'frame' ? `${node.role} ${unchangedText(node.frame.function)}` : node.kind,
  );

describe('A group in the tree', () => {
  it('has the frames of its stack, its creator, and its goroutines', () => {
    assert.deepEqual(kinds(childrenOfGroup(groupNode())), [
      'call example.com/shop/orders.Take',
      'call example.com/shop/orders.Run',
      'createdBy example.com/shop/orders.Serve',
      'goroutines',
    ]);
  });

  it('leaves out the frames of the runtime if they are hidden, unless the stack has no others', () => {
    const [frame, ...others] = groupOf().frames;
    const runtime = { ...frame!, userCode: false, runtime: true as const };
    const node = (frames: ReturnType<typeof groupOf>['frames']) =>
      groupNodes(uri, sectionOf({ groups: [{ ...groupOf(), frames }] }), undefined)[0]!;
    assert.deepEqual(kinds(childrenOfGroup(node([runtime, ...others]), 'hidden')), [
      'call example.com/shop/orders.Run',
      'createdBy example.com/shop/orders.Serve',
      'goroutines',
    ]);
    assert.equal(childrenOfGroup(node([runtime, runtime]), 'hidden').length, 4);
    assert.equal(childrenOfGroup(node([runtime, ...others])).length, 4);
  });

  it('shows after a frame that the dump omits frames', () => {
    const [frame, ...others] = groupOf().frames;
    const group = { ...groupOf(), frames: [{ ...frame!, elided: 23 }, ...others] };
    const node = groupNodes(uri, sectionOf({ groups: [group] }), undefined)[0]!;
    const elision = childrenOfGroup(node)[1]!;
    assert.equal(elision.kind === 'elision' && elision.count, 23);
  });

  it('has the kind of its section, which names what it counts', () => {
    const stacks = sectionOf({ summary: summaryOf({ kind: 'stacks' }) });
    assert.equal(groupNodes(uri, stacks, undefined)[0]!.of, 'stacks');
  });
});

describe('Groups that may hold a lock', () => {
  const candidate = groupOf({ id: 'g2/x/y', name: 'Hold' });
  const lock = groupNode({ key: 'lock', mayHold: [groupOf({ id: 'g2/x/y', name: 'Hold' })] as never });

  it('are in a row of their own below the lock, with other ids than in their own group', () => {
    const [node] = candidatesOf(lock);
    const children = childrenOfCandidates(node!);
    assert.deepEqual(
      children.map(({ id, group }) => [id, group]),
      [['g1/mayHold/g2/x/y', candidate]],
    );
    assert.equal(sectionNodeOf(children[0]!), undefined);
  });

  it('are not there for other groups', () => {
    assert.deepEqual(candidatesOf(groupNode()), []);
  });
});

describe('Groups in the background', () => {
  const idle = { kind: 'idle', reason: 'Waits for the next connection of a client.' } as const;
  const own = groupOf({ id: 'own' });
  const accept = groupOf({ id: 'accept', background: idle });
  const collector = groupOf({ id: 'gc', background: { kind: 'runtime', reason: 'Sweeps memory.' } });
  const mixed = sectionOf({ groups: [accept, own, collector] });

  it('are in rows of their own, the idle ones first, and keep their ids', () => {
    assert.deepEqual(
      groupNodes(uri, mixed, section).map(({ group }) => group.id),
      ['own'],
    );
    const rows = backgroundNodes(uri, mixed, section, false);
    assert.deepEqual(
      rows.map(({ id, background, isOpen }) => [id, background, isOpen]),
      [
        ['section 2/idle', 'idle', false],
        ['section 2/runtime', 'runtime', false],
      ],
    );
    const [group] = childrenOfBackground(rows[0]!);
    assert.equal(group!.id, 'section 2/accept');
    assert.equal(sectionNodeOf(group!), section);
  });

  it('are expanded for a filter, and if there are no other groups', () => {
    const only = sectionOf({ groups: [accept, collector] });
    for (const rows of [
      backgroundNodes(uri, mixed, undefined, true),
      backgroundNodes(uri, only, undefined, false),
    ]) {
      assert.deepEqual(
        rows.map(({ id, isOpen }) => [id, isOpen]),
        [
          ['idle expanded', true],
          ['runtime expanded', true],
        ],
      );
    }
  });
});

describe('A race report in the tree', () => {
  it('has its stacks, and each stack has its frames', () => {
    const stacks = childrenOfRace(raceNode);
    assert.deepEqual(
      stacks.map((node) => unchangedText(node.stack.title)),
      ['Write at 0x1 by goroutine 7', 'Previous read at 0x1 by goroutine 8'],
    );
    assert.deepEqual(kinds(childrenOfRaceStack(stacks[1]!)), ['call example.com/shop/orders.Read']);
  });
});

describe('The id of a node', () => {
  it('is different for each node of a dump, and in each section', () => {
    const roots = [undefined, section].flatMap((parent) => [
      ...groupNodes(uri, sectionOf({ groups: [groupOf(), groupOf({ id: 'g2' })] }), parent),
      ...raceNodes(uri, sectionOf({ races: [raceOf(), raceOf()] }), parent),
    ]);
    const problem = { code: 'no-header', line: 1, endLine: 2, message: 'A line.' } as const;
    const problems = received<readonly Problem[]>([problem, problem]);
    const all = [
      section,
      ...roots,
      ...roots.flatMap((node): readonly Node[] =>
        node.kind === 'group'
          ? childrenOfGroup(node)
          : childrenOfRace(node).flatMap((stack) => [stack, ...childrenOfRaceStack(stack)]),
      ),
      ...childrenOfProblems({ kind: 'problems', id: 'problems', uri, problems }),
    ];
    assert.equal(all.length, 43);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  });

  it('is that of the group, so that expanded nodes stay expanded after a refresh', () => {
    assert.equal(groupNode().id, 'g1');
    assert.equal(groupNodes(uri, sectionOf(), section)[0]!.id, 'section 2/g1');
  });
});

describe('A node leads', () => {
  const functionOf = (node: Node) => {
    const frame = frameOf(node);
    return frame && unchangedText(frame.function);
  };

  it('to the source of its frame', () => {
    assert.equal(functionOf(groupNode()), 'example.com/shop/orders.Take');
    assert.equal(functionOf(childrenOfGroup(groupNode())[1]!), 'example.com/shop/orders.Run');
    assert.equal(functionOf(childrenOfRace(raceNode)[1]!), 'example.com/shop/orders.Read');
    assert.equal(functionOf(section), undefined);
  });

  it('to its line in the dump', () => {
    assert.equal(positionOf(section)?.line, 9);
    assert.equal(positionOf(groupNode())?.line, 4);
    assert.equal(positionOf(raceNode)?.line, 2);
    assert.equal(positionOf(childrenOfRace(raceNode)[1]!)?.line, 6);
    assert.equal(positionOf(childrenOfGroup(groupNode())[0]!), undefined);
  });
});
