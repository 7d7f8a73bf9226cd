import { carriageReturn, closeParenthesis, lineFeed, openParenthesis, space } from '../bytes/ascii';
import { type ByteRange } from '../bytes/range';
import { argumentsEnd, equalUntil, lineEnd, offsetsEnd, type Words } from '../bytes/words';

/** Kinds of nodes, by how their lines are compared; the numbers are those of `kernel.wat`. */
export const nodeKind = {
  /** `name(`, arguments and `)`; below it the path, the line number, and offsets. */
  frame: 0,
  /** `created by name` and optionally `in goroutine N`; below it a file line like that of a frame. */
  createdBy: 1,
  /** A header from its bracket on, compared literally. */
  header: 2,
} as const;

export type NodeKind = (typeof nodeKind)[keyof typeof nodeKind];

/** The tables in a buffer, from byte `start` on. */
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

/** Maximum size of the keys in bytes, enough for 100,000 nodes. Learning more is not worth the memory. */
const maxKeyBytes = 8 << 20;

/** Sizes of the tables for a text of this many bytes. */
export function tableSizes(textLength: number): TableSizes {
  const keys = 2 ** (32 - Math.clz32(Math.min(Math.max(textLength, 4096), maxKeyBytes) - 1));
  return { nodes: keys / 2, branches: keys / 2, keys };
}

/** Size of all tables in bytes. */
export function tablesLength({ nodes, branches, keys }: TableSizes): number {
  return nodes + branches + keys;
}

/** Makes tables in their own buffer. */
export function makeTables(textLength: number): Tables {
  const sizes = tableSizes(textLength);
  return { buffer: new ArrayBuffer(tablesLength(sizes)), start: 0, sizes };
}

const inGoroutine = Uint8Array.from(' in goroutine ', (char) => char.charCodeAt(0));

// The numbers of a node. Its key is a range of the keys.
/** Start of the key. */
const keyStart = 0;
/** Offset of the line feed between the two lines of the key; `keyStart` - 1 if there is one line. */
const firstLineEnd = 1;
/** Offset of the line feed after the key; 0 if the node has no key. */
const keyEnd = 2;
/** The continuation that the text is compared with first; 0 if there is none. */
const firstChild = 3;
const kind = 4;
const nodeSize = 8;

// The numbers of a branch: an offset in the keys, another byte there, and the node whose key has that byte; 0 for a
// free slot.
const position = 0;
const byte = 1;
const target = 2;
const branchSize = 4;

/**
 * A tree of lines that have followed each other. Nodes are recognized by their bytes. A dump repeats itself, so
 * comparing it with known lines saves decoding and hashing. Where the text differs from the continuation that it is
 * compared with, a branch gives the continuation with the text's byte, so that each byte is compared once. `kernel.wat`
 * walks the same tree.
 */
export class KnownLines {
  /** The root of the headers; the root of the stacks is 0. */
  static readonly headers = 1;
  /** The root of all frames, at any position in a stack. */
  static readonly frames = 2;

  private nodeCount = 3;
  private readonly nodes: Uint32Array;
  private readonly branches: Uint32Array;
  private readonly keys: Words;
  private keysLength = 1;
  private branchCount = 0;
  /** There are 2^bits slots for branches. */
  branchBits = 6;
  /** Odd, and random per table, so that nobody can write a text whose branches all collide. */
  readonly branchFactor = (Math.random() * 0x100000000) | 1;

  /** Where the last `follow` failed: the node that it compared the text with, and the offset in its key. */
  private missed = 0;
  private missedAt = 0;

  /** After a successful `follow`: the byte offset after the lines, and the N of `in goroutine N`, else 0. */
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

  /** Adds a node that `follow` does not find yet. */
  addNode(): number {
    return this.nodeCount++;
  }

  /** Whether the node is in the tables. */
  canFollow(node: number): boolean {
    return (node + 1) * nodeSize <= this.nodes.length;
  }

  kindOf(node: number): NodeKind {
    return this.nodes[node * nodeSize + kind] as NodeKind;
  }

  /** The node of the lines at byte `at`, if they are known to follow `node`; else 0. Sets `after` and `creatorId`. */
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
   * Lets `follow` find the child at lines like these. Does nothing if such lines are known already, or if there is no
   * room.
   *
   * @param lines ranges of the text without what differs: arguments, `in goroutine N`, the text after the path
   */
  learn(node: number, child: number, childKind: NodeKind, lines: readonly ByteRange[]): void {
    const isNew = this.canFollow(child) && this.nodes[child * nodeSize + keyEnd] === 0;
    if (!isNew || !this.canFollow(node) || this.follow(node, lines[0]!.start) > 0) return;
    if (!this.addKey(child, lines)) return;
    this.nodes[child * nodeSize + kind] = childKind;
    if (this.missed === 0) this.nodes[node * nodeSize + firstChild] = child;
    else this.link(child);
  }

  /** The two lines of the node at byte `at`, in the form that `learn` takes. */
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
    if (hasNul || this.keysLength + length > this.keys.bytes.length) return false; // equalUntil does not accept a NUL
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

  /** Adds a branch to the child where `follow` has just failed. */
  private link(child: number): void {
    const { nodes, missed, missedAt } = this;
    const { bytes, view } = this.keys;
    const start = nodes[missed * nodeSize + keyStart]!;
    const own = nodes[child * nodeSize + keyStart]!;
    const differsAt = own + missedAt - start;
    if (differsAt > nodes[child * nodeSize + keyEnd]!) return;
    // Lines whose bytes differ from what was read, e.g. with invalid UTF-8, are read each time.
    const agrees = equalUntil(view, start, view, own, differsAt) === differsAt;
    const other = bytes[differsAt]!;
    if (!agrees || other === bytes[missedAt] || this.find(missedAt, other) !== 0) return;
    if (this.branchCount >> (this.branchBits - 1) > 0 && !this.growBranches()) return;
    this.addBranch(missedAt, other, child);
  }

  /** The node whose key is the same up to an offset and has the other byte there. The end of a path also ends a key. */
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

  /** The offset, if the line or the text ends there; else -1. */
  private headerEnd(at: number): number {
    const { bytes } = this.text;
    return at === bytes.length || bytes[at] === lineFeed ? at : -1;
  }

  /** Offset of the next line, if only `in goroutine N` or nothing follows the creator's name; else 0. */
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

  /** Offset of the next line, if the line ends like a function line: with arguments without a parenthesis; else 0. */
  private argumentsEnd(start: number): number {
    const { bytes } = this.text;
    const end = argumentsEnd(this.text, start);
    if (bytes[end] === openParenthesis) return 0;
    const last = bytes[end - 1] === carriageReturn ? bytes[end - 2] : bytes[end - 1];
    return last === closeParenthesis ? end + 1 : 0;
  }
}
