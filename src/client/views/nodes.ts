import type { Problem } from '../../core';
import type { GoroutineItem, Group, GroupFrame, SourceFrame } from '../../protocol';

/** What the tree of groups shows. `id` is the same after a refresh, so that what was expanded stays so. */
export type Node =
  | GroupNode
  | FrameNode
  | ElisionNode
  | GoroutinesNode
  | GoroutineNode
  | MoreNode
  | ProblemsNode
  | ProblemNode;

interface Common {
  readonly id: string;
  /** Uri of the dump. */
  readonly uri: string;
}

export interface GroupNode extends Common {
  readonly kind: 'group';
  readonly group: Group;
}

export interface FrameNode extends Common {
  readonly kind: 'frame';
  readonly parent: GroupNode;
  readonly frame: GroupFrame;
  readonly role: 'call' | 'createdBy';
}

/** Frames that the dump leaves out; `count` is 0 for an unknown number. */
export interface ElisionNode extends Common {
  readonly kind: 'elision';
  readonly parent: GroupNode;
  readonly count: number;
}

export interface GoroutinesNode extends Common {
  readonly kind: 'goroutines';
  readonly parent: GroupNode;
}

export interface GoroutineNode extends Common {
  readonly kind: 'goroutine';
  readonly parent: GoroutinesNode;
  readonly goroutine: GoroutineItem;
}

/** The rest of a list that is shown page by page. */
export interface MoreNode extends Common {
  readonly kind: 'more';
  /** Undefined below the root: the rest of the groups. */
  readonly parent: GoroutinesNode | undefined;
  readonly remaining: number;
}

export interface ProblemsNode extends Common {
  readonly kind: 'problems';
  readonly problems: readonly Problem[];
}

export interface ProblemNode extends Common {
  readonly kind: 'problem';
  readonly parent: ProblemsNode;
  readonly problem: Problem;
}

export function groupNode(uri: string, group: Group): GroupNode {
  return { kind: 'group', id: group.id, uri, group };
}

/** The group's goroutines, its stack and its creator. */
export function childrenOfGroup(parent: GroupNode): readonly Node[] {
  const { id, uri, group } = parent;
  const goroutines: GoroutinesNode = { kind: 'goroutines', id: `${id}/goroutines`, uri, parent };
  const frames = group.frames.flatMap((frame, index): readonly Node[] => {
    const node: FrameNode = { kind: 'frame', id: `${id}/${index}`, uri, parent, frame, role: 'call' };
    if (frame.elided === undefined) return [node];
    return [node, { kind: 'elision', id: `${id}/${index}/elided`, uri, parent, count: frame.elided }];
  });
  const { createdBy } = group;
  if (createdBy === undefined) return [...frames, goroutines];
  const creator: FrameNode = {
    kind: 'frame',
    id: `${id}/createdBy`,
    uri,
    parent,
    frame: createdBy,
    role: 'createdBy',
  };
  return [...frames, creator, goroutines];
}

export function childrenOfProblems(parent: ProblemsNode): readonly ProblemNode[] {
  const { id, uri, problems } = parent;
  return problems.map((problem, index) => ({ kind: 'problem', id: `${id}/${index}`, uri, parent, problem }));
}

/** The frame that a node leads to, if any. */
export function frameOf(node: Node): SourceFrame | undefined {
  if (node.kind === 'group') return node.group.headline;
  return node.kind === 'frame' ? node.frame : undefined;
}

/** Zero-based line of the dump that a node stands for, if any. */
export function lineOf(node: Node): number | undefined {
  switch (node.kind) {
    case 'group':
      return node.group.line;
    case 'goroutine':
      return node.goroutine.line;
    case 'problem':
      return node.problem.line;
    case 'frame':
    case 'elision':
    case 'goroutines':
    case 'more':
    case 'problems':
      return undefined;
  }
}
