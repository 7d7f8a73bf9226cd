import { carriageReturn, closeParenthesis, lineFeed, openParenthesis, space } from '../bytes/ascii';
import { type ByteRange } from '../bytes/range';
import { argumentsEnd, equalUntil, lineEnd, offsetsEnd, type Words } from '../bytes/words';

/** How the lines of a node are known again; the numbers are those of `kernel.wat`. */
export const nodeKind = {
  /** `name(`, arguments, `)`, and below it the path and its line number, and offsets. */
  frame: 0,
  /** `created by name`, perhaps `in goroutine N`, and below it a path as a frame's. */
  createdBy: 1,
  /** The end of a header, as it stands. */
  header: 2,
} as const;

export type NodeKind = (typeof nodeKind)[keyof typeof nodeKind];

/** Where the tables lie in the buffer, which is their own from there on. */
export interface Tables {
  readonly buffer: ArrayBuffer;
  readonly start: number;
  readonly sizes: TableSizes;
}

/** In bytes; powers of two. */
interface TableSizes {
  readonly nodes: number;
  readonly branches: number;
  readonly keys: number;
}

/** Bytes of keys, enough for a hundred thousand nodes: what is learned from a text beyond this is not worth its memory. */
const mostKeys = 8 << 20;

/** Tables that are filled from a text of so many bytes. */
export function tableSizes(textLength: number): TableSizes {
  const keys = 2 ** (32 - Math.clz32(Math.min(Math.max(textLength, 4096), mostKeys) - 1));
  return { nodes: keys / 2, branches: keys / 2, keys };
}

/** How many bytes they take together. */
export function tablesLength({ nodes, branches, keys }: TableSizes): number {
  return nodes + branches + keys;
}

/** Tables in memory of their own. */
export function makeTables(textLength: number): Tables {
  const sizes = tableSizes(textLength);
  return { buffer: new ArrayBuffer(tablesLength(sizes)), start: 0, sizes };
}

const inGoroutine = Uint8Array.from(' in goroutine ', (char) => char.charCodeAt(0));

/** The numbers of a node. Its key is a range of the keys; `keyEnd` is 0 if it has none. */
const keyStart = 0;
/** The line feed between the key's two lines; one less than `keyStart` if there is one line. */
const firstLineEnd = 1;
/** The line feed after the key. */
const keyEnd = 2;
/** The continuation that the text is compared with first; 0 for none. */
const firstChild = 3;
const kind = 4;
const nodeSize = 8;

/** The numbers of a branch: a byte of a key, another byte, and the node whose key has that one; 0 for a free slot. */
const position = 0;
const byte = 1;
const target = 2;
const branchSize = 4;

/**
 * Which lines have followed which: a tree whose nodes are known again by their bytes. A dump repeats itself, so that
 * comparing the text with what is known saves decoding and hashing it. Where the text parts from a continuation that it
 * is compared with, a branch tells the one that goes on as the text does: each byte is compared once. `kernel.wat` walks
 * the same tree.
 */
export class KnownLines {
  /** Where headers begin; stacks do at 0. */
  static readonly headers = 1;
  /** What all frames follow, wherever they stand. */
  static readonly frames = 2;

  private nodeCount = 3;
  private readonly nodes: Uint32Array;
  private readonly branches: Uint32Array;
  private readonly keys: Words;
  private keysLength = 1;
  private branchCount = 0;
  /** There are 2^bits slots for branches. */
  branchBits = 6;
  /** Odd and the table's own, so that nobody can write a text whose branches all collide. */
  readonly branchFactor = (Math.random() * 0x100000000) | 1;

  /** Where the last `follow` has failed: the node that it compared the text with, and the byte of its key. */
  private missed = 0;
  private missedAt = 0;

  /** After a successful `follow`: the byte after the lines, and the N of `in goroutine N`, else 0. */
  after = 0;
  creatorId = 0;

  constructor(
    private readonly text: Words,
    { buffer, start, sizes }: Tables,
  ) {
    this.nodes = new Uint32Array(buffer, start, sizes.nodes / 4);
    this.branches = new Uint32Array(buffer, start + sizes.nodes, sizes.branches / 4);
    const keys = start + sizes.nodes + sizes.branches;
    this.keys = {
      bytes: new Uint8Array(buffer, keys, sizes.keys),
      view: new DataView(buffer, keys, sizes.keys),
    };
  }

  /** A node that follows nothing yet. */
  addNode(): number {
    return this.nodeCount++;
  }

  /** Whether there was room for the node. */
  canFollow(node: number): boolean {
    return (node + 1) * nodeSize <= this.nodes.length;
  }

  kindOf(node: number): NodeKind {
    return this.nodes[node * nodeSize + kind] as NodeKind;
  }

  /** The node of the lines at byte `at`, if they are known to follow this one; else 0. Sets `after` and `creatorId`. */
  follow(node: number, at: number): number {
    const { nodes, text, keys } = this;
    const { bytes } = text;
    let child = nodes[node * nodeSize + firstChild] ?? 0;
    this.missed = child;
    if (child === 0) return 0;
    let key = nodes[child * nodeSize + keyStart]!;
    for (;;) {
      const isFirst = key <= nodes[child * nodeSize + firstLineEnd]!;
      const end = nodes[child * nodeSize + (isFirst ? firstLineEnd : keyEnd)]!;
      const equal = equalUntil(text.view, at, keys.view, key, end);
      at += equal - key;
      key = equal;
      if (key === end && isFirst) {
        const next = this.kindOf(child) === nodeKind.createdBy ? this.creatorEnd(at) : this.argumentsEnd(at);
        if (next > 0) {
          at = next;
          key++;
          continue;
        }
      } else if (key === end) {
        const feed = this.kindOf(child) === nodeKind.header ? this.headerEnd(at) : offsetsEnd(text, at);
        if (feed >= 0) {
          this.after = feed + 1;
          return child;
        }
      }
      const other = this.branch(key, bytes[at] ?? lineFeed);
      if (other === 0) {
        this.missed = child;
        this.missedAt = key;
        return 0;
      }
      key += nodes[other * nodeSize + keyStart]! - nodes[child * nodeSize + keyStart]!;
      child = other;
    }
  }

  /**
   * Lets `follow` find the child at lines like these, which are ranges of the text without what differs: arguments,
   * `in goroutine N`, what is after the path. Does nothing if such lines are known already, or if there is no room.
   */
  learn(node: number, child: number, childKind: NodeKind, lines: readonly ByteRange[]): void {
    const isNew = this.canFollow(child) && this.nodes[child * nodeSize + keyEnd] === 0;
    if (!isNew || !this.canFollow(node) || this.follow(node, lines[0]!.start) > 0) return;
    if (!this.addKey(child, lines)) return;
    this.nodes[child * nodeSize + kind] = childKind;
    if (this.missed === 0) this.nodes[node * nodeSize + firstChild] = child;
    else this.link(child);
  }

  /** The two lines at byte `at`, which are the node's, as `learn` wants them. */
  linesOf(node: number, at: number): readonly ByteRange[] {
    const start = this.nodes[node * nodeSize + keyStart]!;
    const middle = this.nodes[node * nodeSize + firstLineEnd]!;
    const below = lineEnd(this.text, at) + 1;
    return [
      { start: at, end: at + middle - start },
      { start: below, end: below + this.nodes[node * nodeSize + keyEnd]! - middle - 1 },
    ];
  }

  private addKey(node: number, lines: readonly ByteRange[]): boolean {
    const { bytes } = this.text;
    const length = lines.reduce((sum, { start, end }) => sum + end - start + 1, 0);
    const hasNul = lines.some(({ start, end }) => bytes.subarray(start, end).includes(0));
    if (hasNul || this.keysLength + length > this.keys.bytes.length) return false; // equalUntil would mistake a NUL
    const at = node * nodeSize;
    this.nodes[at + keyStart] = this.keysLength;
    this.nodes[at + firstLineEnd] = this.keysLength - 1;
    for (const { start, end } of lines) {
      if (this.keysLength > this.nodes[at + keyStart]!) this.nodes[at + firstLineEnd] = this.keysLength - 1;
      this.keys.bytes.set(bytes.subarray(start, end), this.keysLength);
      this.keysLength += end - start;
      this.keys.bytes[this.keysLength++] = lineFeed;
    }
    this.nodes[at + keyEnd] = this.keysLength - 1;
    return true;
  }

  /** Makes a branch to the child where `follow` has just failed. */
  private link(child: number): void {
    const { nodes, missed, missedAt } = this;
    const { bytes, view } = this.keys;
    const start = nodes[missed * nodeSize + keyStart]!;
    const own = nodes[child * nodeSize + keyStart]!;
    const parting = own + missedAt - start;
    if (parting > nodes[child * nodeSize + keyEnd]!) return;
    // Lines that were read otherwise than they look, as those with invalid UTF-8 may be, are read each time.
    const agrees = equalUntil(view, start, view, own, parting) === parting;
    const parts = bytes[parting]!;
    if (!agrees || parts === bytes[missedAt] || this.find(missedAt, parts) !== 0) return;
    if (this.branchCount >> (this.branchBits - 1) > 0 && !this.growBranches()) return;
    this.addBranch(missedAt, parts, child);
  }

  /** The node whose key agrees with one up to a byte, and has the other byte there; what ends a path ends a key. */
  private branch(at: number, other: number): number {
    const exact = this.find(at, other);
    return exact === 0 && (other === space || other === carriageReturn) ? this.find(at, lineFeed) : exact;
  }

  private find(at: number, other: number): number {
    return this.branches[this.slotOf(at, other) + target]!;
  }

  private addBranch(at: number, other: number, node: number): void {
    const slot = this.slotOf(at, other);
    this.branches[slot + position] = at;
    this.branches[slot + byte] = other;
    this.branches[slot + target] = node;
    this.branchCount++;
  }

  private slotOf(at: number, other: number): number {
    const { branches, branchBits } = this;
    const hash = Math.imul((at << 8) ^ (at >>> 24) ^ other, this.branchFactor);
    for (let n = hash >>> (32 - branchBits); ; n = (n + 1) & ((1 << branchBits) - 1)) {
      const slot = n * branchSize;
      const isFree = branches[slot + target] === 0;
      if (isFree || (branches[slot + position] === at && branches[slot + byte] === other)) return slot;
    }
  }

  private growBranches(): boolean {
    if (branchSize << (this.branchBits + 1) > this.branches.length) return false;
    const old = this.branches.slice(0, branchSize << this.branchBits);
    this.branches.fill(0, 0, old.length);
    this.branchBits++;
    this.branchCount = 0;
    for (let slot = 0; slot < old.length; slot += branchSize) {
      const node = old[slot + target]!;
      if (node !== 0) this.addBranch(old[slot + position]!, old[slot + byte]!, node);
    }
    return true;
  }

  /** The byte, if the line or the text ends there; else -1. */
  private headerEnd(at: number): number {
    const { bytes } = this.text;
    return at === bytes.length || bytes[at] === lineFeed ? at : -1;
  }

  /** Byte of the next line, if all that follows a creator's name is `in goroutine N`; else 0. */
  private creatorEnd(start: number): number {
    const { bytes } = this.text;
    let at = start;
    let id = 0;
    if (bytes[at] === space) {
      for (const char of inGoroutine) if (bytes[at++] !== char) return 0;
      while (at < bytes.length && bytes[at]! >= 0x30 && bytes[at]! <= 0x39)
        id = id * 10 + bytes[at++]! - 0x30;
    }
    if (bytes[at] === carriageReturn) at++;
    if (bytes[at] !== lineFeed) return 0;
    this.creatorId = id;
    return at + 1;
  }

  /** Byte of the next line, if the line ends as a function line does: in arguments, which hold no parenthesis; else 0. */
  private argumentsEnd(start: number): number {
    const { bytes } = this.text;
    const end = argumentsEnd(this.text, start);
    if (bytes[end] === openParenthesis) return 0;
    const last = bytes[end - 1] === carriageReturn ? bytes[end - 2] : bytes[end - 1];
    return last === closeParenthesis ? end + 1 : 0;
  }
}
