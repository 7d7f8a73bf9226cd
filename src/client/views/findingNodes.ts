import {
  findingKey,
  foldFindings,
  isCycle,
  type MissingBasis,
  missingBasis,
  partiesOfFinding,
  queuedOfFinding,
} from '../../core';
import type { Finding, FindingHold, FindingStep } from '../model/answers';
import type { FoundFindings } from '../dumps/findingList';
import { unchangedText } from '../text/sinks';
import { format, type UntrustedText } from '../text/untrusted';

/** A node of the tree of findings. Its `id` survives a refresh, so that the row stays expanded. */
export type FindingTreeNode =
  | FoldNode
  | FindingNode
  | StepNode
  | HoldNode
  | WaitNode
  | BackNode
  | QueueNode
  | TextsNode
  | TextNode
  | BasisNode
  | MissingNode;

interface Common {
  readonly id: string;
}

/** The same finding in several dumps. */
export interface FoldNode extends Common {
  readonly kind: 'fold';
  readonly findings: readonly Finding[];
  readonly row: number;
}

export interface FindingNode extends Common {
  readonly kind: 'finding';
  readonly finding: Finding;
  /** Undefined for a row at the top. */
  readonly parent: FoldNode | undefined;
  /** Index of the finding in the list. */
  readonly row: number;
}

export interface StepNode extends Common {
  readonly kind: 'step';
  readonly parent: FindingNode | QueueNode;
  readonly step: FindingStep;
}

export interface HoldNode extends Common {
  readonly kind: 'hold';
  readonly parent: StepNode;
  readonly hold: FindingHold;
}

export interface WaitNode extends Common {
  readonly kind: 'wait';
  readonly parent: StepNode;
}

/** Closes the cycle: leads back to its first step. */
export interface BackNode extends Common {
  readonly kind: 'back';
  readonly parent: FindingNode;
  readonly step: FindingStep;
}

/** The steps queued behind the others. */
export interface QueueNode extends Common {
  readonly kind: 'queue';
  readonly parent: FindingNode;
  readonly steps: readonly FindingStep[];
}

export type TextsTitle = 'Evidence' | 'Rejected' | 'What to do' | 'Limits';

export interface TextsNode extends Common {
  readonly kind: 'texts';
  readonly parent: FindingNode | BasisNode;
  readonly title: TextsTitle;
  readonly texts: readonly UntrustedText[];
}

export interface TextNode extends Common {
  readonly kind: 'text';
  readonly parent: TextsNode;
  readonly text: UntrustedText;
}

/** What was looked at. */
export interface BasisNode extends Common {
  readonly kind: 'basis';
  readonly found: FoundFindings;
}

/** What would lead to more findings, or make them more certain. */
export interface MissingNode extends Common {
  readonly kind: 'missing';
  readonly parent: BasisNode;
  readonly missing: MissingBasis;
}

export function findingRoots(found: FoundFindings): readonly (FoldNode | FindingNode | BasisNode)[] {
  const findings = foldedFindings(found.findings).map((same, row) => {
    const [finding, ...others] = same;
    return others.length === 0
      ? findingNode(finding!, row, undefined)
      : ({ kind: 'fold', id: `fold ${finding!.id}`, findings: same, row } as const);
  });
  return [...findings, { kind: 'basis', id: 'basis', found }];
}

/** Findings that are the same in several dumps, folded; the others alone. */
export function foldedFindings(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  return foldFindings(findings, (finding) => unchangedText(format(findingKey, finding)));
}

function findingNode(finding: Finding, row: number, parent: FoldNode | undefined): FindingNode {
  return { kind: 'finding', id: finding.id, finding, parent, row };
}

/** The row of a finding, also of one in a folded row. */
export function findingNodeOf(roots: readonly FindingTreeNode[], id: string): FindingNode | undefined {
  return roots
    .flatMap((root) => (root.kind === 'fold' ? findingsOfFold(root) : root.kind === 'finding' ? [root] : []))
    .find((node) => node.id === id);
}

function findingsOfFold(fold: FoldNode): readonly FindingNode[] {
  return fold.findings.map((finding, row) => findingNode(finding, row, fold));
}

/** @param hasFolder whether the user has a folder open */
export function childrenOfFinding(node: FindingTreeNode, hasFolder: boolean): readonly FindingTreeNode[] {
  switch (node.kind) {
    case 'fold':
      return findingsOfFold(node);
    case 'finding':
      return partsOfFinding(node);
    case 'step':
      return partsOfStep(node);
    case 'queue':
      return node.steps.map((step, n) => stepNode(node, step, n));
    case 'texts':
      return node.texts.map((text, n) => ({ kind: 'text', id: `${node.id}/${n}`, parent: node, text }));
    case 'basis':
      return [
        ...missingBasis(node.found.basis, hasFolder).map((missing): MissingNode => {
          return { kind: 'missing', id: `${node.id}/${missing}`, parent: node, missing };
        }),
        ...textsNode(node, 'Limits', node.found.notes),
      ];
    case 'hold':
    case 'wait':
    case 'back':
    case 'text':
    case 'missing':
      return [];
  }
}

function partsOfFinding(node: FindingNode): readonly FindingTreeNode[] {
  const { steps, evidence, rejected, advice } = node.finding;
  const parties = partiesOfFinding(steps).map((step, n) => stepNode(node, step, n));
  const [first, second] = parties;
  const back: readonly BackNode[] =
    first !== undefined && second !== undefined && isCycle(node.finding)
      ? [{ kind: 'back', id: `${node.id}/back`, parent: node, step: first.step }]
      : [];
  const queued = queuedOfFinding(steps);
  const queue: readonly QueueNode[] =
    queued.length === 0 ? [] : [{ kind: 'queue', id: `${node.id}/queue`, parent: node, steps: queued }];
  return [
    ...parties,
    ...back,
    ...queue,
    ...textsNode(node, 'Evidence', evidence),
    ...textsNode(node, 'Rejected', rejected),
    ...textsNode(node, 'What to do', advice === undefined ? [] : [advice]),
  ];
}

function partsOfStep(node: StepNode): readonly FindingTreeNode[] {
  const { holds = [], waitsFor } = node.step;
  const held = holds.map((hold, n): HoldNode => {
    return { kind: 'hold', id: `${node.id}/hold ${n}`, parent: node, hold };
  });
  return waitsFor === undefined ? held : [...held, { kind: 'wait', id: `${node.id}/wait`, parent: node }];
}

function stepNode(parent: FindingNode | QueueNode, step: FindingStep, n: number): StepNode {
  return { kind: 'step', id: `${parent.id}/step ${n}`, parent, step };
}

function textsNode(
  parent: FindingNode | BasisNode,
  title: TextsTitle,
  texts: readonly UntrustedText[],
): readonly TextsNode[] {
  return texts.length === 0 ? [] : [{ kind: 'texts', id: `${parent.id}/${title}`, parent, title, texts }];
}

/** The step that a row is about, if any. */
export function stepOf(node: FindingTreeNode): FindingStep | undefined {
  switch (node.kind) {
    case 'step':
    case 'back':
      return node.step;
    case 'hold':
    case 'wait':
      return node.parent.step;
    default:
      return undefined;
  }
}

/** The source line that a row is about, one-based; undefined if no source was used. */
export function sourceOf(node: FindingTreeNode): { readonly uri: string; readonly line: number } | undefined {
  if (node.kind === 'hold') return node.hold;
  const step = stepOf(node);
  return node.kind === 'wait' ? step && waitSource(step) : step?.target;
}

/** The source line where a step waits, one-based; undefined if no source was used. */
export function waitSource({
  target,
  waitsFor,
}: FindingStep): { readonly uri: string; readonly line: number } | undefined {
  return target && { uri: target.uri, line: waitsFor?.line ?? target.line };
}
