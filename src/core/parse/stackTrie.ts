import type { ByteRange } from '../bytes/range';
import type { Elision, StackFrame, Stack } from '../model/stack';
import { KnownLines, nodeKind, type NodeKind } from './knownLines';

/** An entry of a stack: the step from one prefix to the next. */
export type StackEntry =
  | { readonly kind: 'frame'; readonly frame: StackFrame }
  | { readonly kind: 'createdBy'; readonly frame: StackFrame }
  | { readonly kind: 'elided'; readonly count: number | undefined }
  | { readonly kind: 'unavailable' };

/** A prefix of a stack; 0 is the empty one. */
export type StackNode = number;

/**
 * All stacks of a dump as a tree of prefixes. Its nodes are also nodes of `KnownLines`, because a prefix is nearly
 * always followed by lines that followed it before.
 */
export class StackTrie {
  /** By node; entries of header nodes are unused. */
  private readonly parents: StackNode[] = [0];
  private readonly entryOf: number[] = [0];
  /** By node; -1 if no stack ends there. */
  readonly stackIndices: number[] = [-1];

  private readonly stackNodes: StackNode[] = [];
  private readonly entries: StackEntry[] = [];
  private readonly entryIndices: Readonly<
    Record<StackEntry['kind'], Map<StackFrame | number | undefined, number>>
  > = { frame: new Map(), createdBy: new Map(), elided: new Map(), unavailable: new Map() };
  private readonly children = new Map<number, StackNode>();
  private readonly frames = new Map<string, StackFrame>();

  constructor(private readonly known: KnownLines) {}

  /** Whether the stack ends at `node`. */
  endsStack(node: StackNode): boolean {
    return this.entries[this.entryOf[node]!]!.kind === 'createdBy';
  }

  /** The index of the stack that ends at `node`. Stacks get their indices in the order of the first calls. */
  stackIndex(node: StackNode): number {
    const known = this.stackIndices[node]!;
    return known >= 0 ? known : (this.stackIndices[node] = this.stackNodes.push(node) - 1);
  }

  /** The prefix after the entry; a new one if needed. @param lines the lines of the entry, for `KnownLines.learn` */
  add(node: StackNode, entry: StackEntry, lines?: readonly ByteRange[]): StackNode {
    const child = this.childOf(node, this.indexOf(entry));
    if (lines !== undefined) {
      this.known.learn(node, child, kindOf(entry), lines);
      this.known.learn(
        KnownLines.frames,
        this.childOf(KnownLines.frames, this.entryOf[child]!),
        kindOf(entry),
        lines,
      );
    }
    return child;
  }

  /**
   * The prefix after the lines at byte `at`, if they are a frame that is known from another position in a stack; else
   * 0. Sets the same fields as `KnownLines.follow`.
   */
  addKnown(node: StackNode, at: number): StackNode {
    const { known } = this;
    const elsewhere = known.follow(KnownLines.frames, at);
    if (elsewhere === 0) return 0;
    const child = this.childOf(node, this.entryOf[elsewhere]!);
    const { after, creatorId } = known;
    known.learn(node, child, known.kindOf(elsewhere), known.linesOf(elsewhere, at));
    known.after = after;
    known.creatorId = creatorId;
    return child;
  }

  /** The interned frame. */
  frame(kind: StackFrame['kind'], name: string, file: string, line: number): StackFrame {
    const key = `${kind}\n${name}\n${file}\n${line}`;
    const known = this.frames.get(key);
    if (known !== undefined) return known;
    const frame: StackFrame = { function: name, file, line, kind };
    this.frames.set(key, frame);
    return frame;
  }

  allFrames(): readonly StackFrame[] {
    return [...this.frames.values()];
  }

  /** The stacks, sorted by index. */
  allStacks(): readonly Stack[] {
    return this.stackNodes.map((node) => this.stackAt(node));
  }

  private stackAt(node: StackNode): Stack {
    const frames: StackFrame[] = [];
    let createdBy: StackFrame | undefined;
    let elided: { readonly before: number; readonly count: number | undefined } | undefined;
    let unavailable = false;
    for (let at = node; at !== 0; at = this.parents[at]!) {
      const last = this.entries[this.entryOf[at]!]!;
      if (last.kind === 'frame') frames.push(last.frame);
      else if (last.kind === 'createdBy') createdBy = last.frame;
      else if (last.kind === 'elided') elided = { before: frames.length, count: last.count };
      else unavailable = true;
    }
    const gap: Elision | undefined = elided && { after: frames.length - elided.before, count: elided.count };
    return { frames: frames.reverse(), createdBy, elided: gap, unavailable };
  }

  private childOf(node: StackNode, entry: number): StackNode {
    // Both are below 2^26: a text below 4 GB has fewer frames.
    const key = node * 0x4000000 + entry;
    let child = this.children.get(key);
    if (child === undefined) this.children.set(key, (child = this.addNode(node, entry)));
    return child;
  }

  private addNode(parent: StackNode, entry: number): StackNode {
    const node = this.known.addNode();
    while (this.parents.length <= node) {
      this.parents.push(parent);
      this.entryOf.push(entry);
      this.stackIndices.push(-1);
    }
    return node;
  }

  private indexOf(content: StackEntry): number {
    const numbers = this.entryIndices[content.kind];
    const value = 'frame' in content ? content.frame : 'count' in content ? content.count : undefined;
    const known = numbers.get(value);
    if (known !== undefined) return known;
    const number = this.entries.push(content) - 1;
    numbers.set(value, number);
    return number;
  }
}

function kindOf({ kind }: StackEntry): NodeKind {
  return kind === 'createdBy' ? nodeKind.createdBy : nodeKind.frame;
}
