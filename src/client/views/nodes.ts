import type { Background, SectionKind } from '../../core';
import type {
  GoroutineItem,
  Group,
  GroupFrame,
  Problem,
  Race,
  RaceStackItem,
  Frame,
  SectionSummary,
} from '../model/answers';
import type { ShownSection } from '../model/shownDump';
import { type RuntimeFrames, shownFrames } from './runtimeFrames';

/** A node of the tree. `id` is the same after a refresh, so that expanded nodes stay expanded. */
export type Node =
  | SectionNode
  | RaceNode
  | RaceStackNode
  | BackgroundNode
  | CandidatesNode
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

/** One of several dumps in a document. */
export interface SectionNode extends Common {
  readonly kind: 'section';
  /** Index of the section in the document. */
  readonly index: number;
  /** Index of the row in the tree, which may omit sections. */
  readonly row: number;
  readonly section: ShownSection;
  readonly summary: SectionSummary;
}

export interface RaceNode extends Common {
  readonly kind: 'race';
  readonly parent: SectionNode | undefined;
  readonly race: Race;
}

export interface RaceStackNode extends Common {
  readonly kind: 'raceStack';
  readonly parent: RaceNode;
  readonly stack: RaceStackItem;
}

/** The groups that are idle by design, or those of the runtime. They are below all others, collapsed. */
export interface BackgroundNode extends Common {
  readonly kind: 'background';
  readonly parent: SectionNode | undefined;
  readonly background: Background['kind'];
  readonly of: SectionKind | undefined;
  readonly groups: readonly Group[];
  /** Whether it is expanded at first. */
  readonly isOpen: boolean;
}

/** The groups that may hold the lock of a group by lock. */
export interface CandidatesNode extends Common {
  readonly kind: 'candidates';
  readonly parent: GroupNode;
  readonly groups: readonly Group[];
}

export interface GroupNode extends Common {
  readonly kind: 'group';
  /** A group that the user has made by another key than the stack has a part for each stack. */
  readonly parent: SectionNode | BackgroundNode | CandidatesNode | GroupNode | undefined;
  /** Kind of its section; undefined if dumps of several kinds are shown as one. */
  readonly of: SectionKind | undefined;
  readonly group: Group;
}

export interface FrameNode extends Common {
  readonly kind: 'frame';
  readonly parent: GroupNode | RaceStackNode;
  readonly frame: GroupFrame;
  readonly role: 'call' | 'createdBy';
}

/** Frames that the dump leaves out; `count` is 0 if unknown. */
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
  readonly parent: SectionNode | BackgroundNode | GoroutinesNode | undefined;
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

export function sectionNode(
  uri: string,
  section: ShownSection,
  index: number,
  summary: SectionSummary,
  row: number,
): SectionNode {
  return { kind: 'section', id: `section ${index}`, uri, index, section, summary, row };
}

/** The groups that are not in the background. */
export function groupNodes(
  uri: string,
  { groups, summary }: ShownSection,
  parent: SectionNode | undefined,
): readonly GroupNode[] {
  return groups
    .filter(({ background }) => background === undefined)
    .map((group) => groupNode({ uri, of: summary?.kind }, group, parent, parent));
}

/**
 * The groups in the background, by kind.
 *
 * @param isOpen whether they are expanded at first; if there are no other rows, they always are
 */
export function backgroundNodes(
  uri: string,
  { groups, races, summary }: ShownSection,
  parent: SectionNode | undefined,
  isOpen: boolean,
): readonly BackgroundNode[] {
  const isAll = races.length === 0 && groups.every(({ background }) => background !== undefined);
  return (['idle', 'runtime'] as const).flatMap((kind): readonly BackgroundNode[] => {
    const own = groups.filter(({ background }) => background?.kind === kind);
    if (own.length === 0) return [];
    const open = isOpen || isAll;
    // VS Code remembers for each id whether the user has collapsed it.
    const id = below(parent, open ? `${kind} expanded` : kind);
    return [
      { kind: 'background', id, uri, parent, background: kind, of: summary?.kind, groups: own, isOpen: open },
    ];
  });
}

export function childrenOfBackground(parent: BackgroundNode): readonly GroupNode[] {
  const { uri, of, groups } = parent;
  return groups.map((group) => groupNode({ uri, of }, group, parent, parent.parent));
}

function groupNode(
  { uri, of }: Pick<GroupNode, 'uri' | 'of'>,
  group: Group,
  parent: GroupNode['parent'],
  section: SectionNode | undefined,
): GroupNode {
  return { kind: 'group', id: below(section, group.id), uri, parent, of, group };
}

/** The section that a group is in; undefined if all are shown as one. */
export function sectionNodeOf({ parent }: GroupNode): SectionNode | undefined {
  if (parent?.kind === 'group') return sectionNodeOf(parent);
  if (parent?.kind === 'candidates') return sectionNodeOf(parent.parent);
  return parent?.kind === 'background' ? parent.parent : parent;
}

export function raceNodes(uri: string, { races }: ShownSection, parent: SectionNode | undefined) {
  return races.map((race, index): RaceNode => {
    return { kind: 'race', id: below(parent, `race ${index}`), uri, parent, race };
  });
}

/** The accesses, and the creations of their goroutines. */
export function childrenOfRace(parent: RaceNode): readonly RaceStackNode[] {
  const { id, uri, race } = parent;
  return race.stacks.map((stack, index) => ({ kind: 'raceStack', id: `${id}/${index}`, uri, parent, stack }));
}

export function childrenOfRaceStack(
  parent: RaceStackNode,
  runtimeFrames: RuntimeFrames = 'shown',
): readonly FrameNode[] {
  const { id, uri, stack } = parent;
  const isShown = shownFrames(stack.frames, runtimeFrames);
  const nodes = stack.frames.map((frame, index): FrameNode => ({
    kind: 'frame',
    id: `${id}/${index}`,
    uri,
    parent,
    frame,
    role: 'call',
  }));
  return nodes.filter(({ frame }) => isShown(frame));
}

/** The goroutines, the stack and the creator of the group; of a group with several stacks, its parts. */
export function childrenOfGroup(parent: GroupNode, runtimeFrames: RuntimeFrames = 'shown'): readonly Node[] {
  const { id, uri, of, group } = parent;
  if (group.groups !== undefined) {
    const section = sectionNodeOf(parent);
    return group.groups.map((part) => groupNode({ uri, of }, part, parent, section));
  }
  const goroutines: GoroutinesNode = { kind: 'goroutines', id: `${id}/goroutines`, uri, parent };
  const isShown = shownFrames(group.frames, runtimeFrames);
  const frames = group.frames.flatMap((frame, index): readonly Node[] => {
    const node: FrameNode = { kind: 'frame', id: `${id}/${index}`, uri, parent, frame, role: 'call' };
    const own = isShown(frame) ? [node] : [];
    if (frame.elided === undefined) return own;
    return [...own, { kind: 'elision', id: `${id}/${index}/elided`, uri, parent, count: frame.elided }];
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
export function frameOf(node: Node): Frame | undefined {
  if (node.kind === 'group') return node.group.headline;
  if (node.kind === 'raceStack') return node.stack.headline;
  return node.kind === 'frame' ? node.frame : undefined;
}

/** Zero-based position of a node in the dump, if any. */
export function positionOf(node: Node): { readonly line: number; readonly character?: number } | undefined {
  switch (node.kind) {
    case 'section':
      return node.summary;
    case 'race':
      return node.race.stacks[0];
    case 'raceStack':
      return node.stack;
    case 'group':
      return node.group;
    case 'goroutine':
      return node.goroutine;
    case 'problem':
      return node.problem;
    case 'background':
    case 'candidates':
    case 'frame':
    case 'elision':
    case 'goroutines':
    case 'more':
    case 'problems':
      return undefined;
  }
}

function below(parent: SectionNode | undefined, id: string): string {
  return parent === undefined ? id : `${parent.id}/${id}`;
}
