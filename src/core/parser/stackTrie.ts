import type { Elision, Frame, Stack } from '../model';
import { Column } from './columns';

/** What a step from a stack's prefix to the next one adds to it. */
export type StackEntry =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'createdBy'; readonly frame: Frame }
  | { readonly kind: 'elided'; readonly count: number | undefined }
  | { readonly kind: 'unavailable' };

/** The bytes by which a frame's two lines are known again: `name(` and `\tpath:line`, as ranges of one text. */
export interface EntryText {
  readonly functionStart: number;
  readonly functionEnd: number;
  readonly fileStart: number;
  readonly fileEnd: number;
}

/** A prefix of a stack; 0 is the empty one. */
export type StackNode = number;

/** How many of a prefix's known continuations are compared with the text before it is decoded and looked up. */
const tries = 16;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const inGoroutine = Uint8Array.from(' in goroutine ', (char) => char.charCodeAt(0));

/**
 * All stacks of a dump as a tree of their prefixes. Stacks repeat, so what follows a prefix is nearly always what
 * followed it last time: comparing the text with that, byte by byte, saves decoding and hashing it.
 */
export class StackTrie {
  private readonly parents = new Column();
  private readonly entryOf = new Column();
  /** The continuations of a prefix, last used first, as a doubly linked list through `next` and `previous`. */
  private readonly first = new Column();
  private readonly next = new Column();
  private readonly previous = new Column();
  /** Ranges of `keys`; an empty function range marks an entry that cannot be recognised by its bytes. */
  private readonly functionStart = new Column();
  private readonly functionEnd = new Column();
  private readonly fileEnd = new Column();
  private readonly isCreatedBy = new Column();
  private keys = new Uint8Array(4096);
  private keysLength = 0;

  private readonly entries: StackEntry[] = [];
  private readonly entryNumbers: Readonly<
    Record<StackEntry['kind'], Map<Frame | number | undefined, number>>
  > = { frame: new Map(), createdBy: new Map(), elided: new Map(), unavailable: new Map() };
  private readonly children = new Map<number, StackNode>();
  private readonly frames = new Map<string, Frame>();

  /** After a successful `follow` of a created-by entry: the N of its `in goroutine N`, else 0. */
  creatorId = 0;
  /** After a successful `follow`: the byte behind the entry's lines. */
  behind = 0;

  private readonly textView: DataView;
  private keysView = new DataView(this.keys.buffer);

  /** @param text of which the stacks are, in UTF-8 */
  constructor(private readonly text: Uint8Array) {
    this.textView = new DataView(text.buffer, text.byteOffset, text.length);
    this.addNode(0, 0);
  }

  /**
   * The prefix that the two lines at byte `at` lead to, if they are one of those that followed before; else 0.
   * Sets `behind` and `creatorId`.
   */
  follow(node: StackNode, at: number): StackNode {
    let child = this.first.values[node]!;
    for (let n = 0; child !== 0 && n < tries; n++) {
      const behind = this.matches(child, at);
      if (behind > 0) {
        if (n > 0) this.moveToFront(node, child);
        this.behind = behind;
        return child;
      }
      child = this.next.values[child]!;
    }
    return 0;
  }

  /** Whether `node` is the end of its stack. */
  endsStack(node: StackNode): boolean {
    return this.isCreatedBy.values[node] === 1;
  }

  /** The prefix that the entry leads to, made if it is new; `key` says how to know it again. */
  add(node: StackNode, entry: StackEntry, key?: EntryText): StackNode {
    const number = this.numberOf(entry);
    // Both are below 2^26: a text below 4 GB has no more lines of the length of a frame's.
    const place = node * 0x4000000 + number;
    const known = this.children.get(place);
    if (known !== undefined) {
      this.moveToFront(node, known);
      return known;
    }
    const child = this.addNode(node, number);
    if (key !== undefined) this.addKey(child, key);
    this.children.set(place, child);
    this.pushFront(node, child);
    return child;
  }

  /** The interned frame. */
  frame(kind: Frame['kind'], name: string, file: string, line: number): Frame {
    const key = `${kind}\n${name}\n${file}\n${line}`;
    const known = this.frames.get(key);
    if (known !== undefined) return known;
    const frame: Frame = { function: name, file, line, kind };
    this.frames.set(key, frame);
    return frame;
  }

  allFrames(): readonly Frame[] {
    return [...this.frames.values()];
  }

  /** The stack whose last entry is `node`. */
  stack(node: StackNode): Stack {
    const frames: Frame[] = [];
    let createdBy: Frame | undefined;
    let elided: { readonly before: number; readonly count: number | undefined } | undefined;
    let unavailable = false;
    for (let at = node; at !== 0; at = this.parents.values[at]!) {
      const entry = this.entries[this.entryOf.values[at]!]!;
      if (entry.kind === 'frame') frames.push(entry.frame);
      else if (entry.kind === 'createdBy') createdBy = entry.frame;
      else if (entry.kind === 'elided') elided = { before: frames.length, count: entry.count };
      else unavailable = true;
    }
    const gap: Elision | undefined = elided && { after: frames.length - elided.before, count: elided.count };
    return { frames: frames.reverse(), createdBy, elided: gap, unavailable };
  }

  private matches(node: StackNode, at: number): number {
    const text = this.text;
    const functionStart = this.functionStart.values[node]!;
    const functionEnd = this.functionEnd.values[node]!;
    const fileEnd = this.fileEnd.values[node]!;
    if (functionStart === functionEnd || at + fileEnd - functionStart >= text.length) return 0;
    if (!this.equals(at, functionStart, functionEnd)) return 0;
    at += functionEnd - functionStart;
    at = this.isCreatedBy.values[node] === 1 ? this.creatorEnd(at) : this.argumentsEnd(at);
    if (at === 0 || at + fileEnd - functionEnd > text.length) return 0;
    if (!this.equals(at, functionEnd, fileEnd)) return 0;
    at += fileEnd - functionEnd;
    const behind = at < text.length ? text[at]! : lineFeed;
    if (behind !== lineFeed && behind !== space && behind !== carriageReturn) return 0;
    while (at < text.length && text[at] !== lineFeed) at++;
    return at + 1;
  }

  /** Whether the text at byte `at` is the range of the keys: four bytes at a time, for this is where time goes. */
  private equals(at: number, key: number, keyEnd: number): boolean {
    const { text, textView, keys, keysView } = this;
    for (; key + 4 <= keyEnd; key += 4, at += 4) {
      if (textView.getInt32(at) !== keysView.getInt32(key)) return false;
    }
    for (; key < keyEnd; key++, at++) {
      if (text[at] !== keys[key]) return false;
    }
    return true;
  }

  /** Byte of the next line, if all that follows a creator's name is `in goroutine N`; else 0. */
  private creatorEnd(start: number): number {
    const { text } = this;
    let at = start;
    let id = 0;
    if (text[at] === space) {
      for (const char of inGoroutine) if (text[at++] !== char) return 0;
      while (at < text.length && text[at]! >= 0x30 && text[at]! <= 0x39) id = id * 10 + text[at++]! - 0x30;
    }
    if (text[at] === carriageReturn) at++;
    if (text[at] !== lineFeed) return 0;
    this.creatorId = id;
    return at + 1;
  }

  /** Byte of the next line, if the line ends as a function line does: in arguments, which hold no parenthesis; else 0. */
  private argumentsEnd(start: number): number {
    const { text, textView } = this;
    let at = start;
    for (; at + 4 <= text.length; at += 4) {
      const word = textView.getInt32(at);
      if (hasByte(word, 0x0a0a0a0a) || hasByte(word, 0x28282828)) break; // line feed, parenthesis
    }
    for (; at < text.length && text[at] !== lineFeed; at++) {
      if (text[at] === openParenthesis) return 0;
    }
    const last = text[at - 1] === carriageReturn ? text[at - 2] : text[at - 1];
    return last === closeParenthesis ? at + 1 : 0;
  }

  private numberOf(entry: StackEntry): number {
    const numbers = this.entryNumbers[entry.kind];
    const content = 'frame' in entry ? entry.frame : 'count' in entry ? entry.count : undefined;
    const known = numbers.get(content);
    if (known !== undefined) return known;
    const number = this.entries.push(entry) - 1;
    numbers.set(content, number);
    return number;
  }

  private addNode(parent: StackNode, entry: number): StackNode {
    const node = this.parents.length;
    this.parents.push(parent);
    this.entryOf.push(entry);
    for (const column of [this.first, this.next, this.previous]) column.push(0);
    for (const column of [this.functionStart, this.functionEnd, this.fileEnd]) column.push(this.keysLength);
    this.isCreatedBy.push(this.entries[entry]?.kind === 'createdBy' && node > 0 ? 1 : 0);
    return node;
  }

  private addKey(node: StackNode, key: EntryText): void {
    const { text } = this;
    const length = key.functionEnd - key.functionStart + key.fileEnd - key.fileStart;
    if (this.keysLength + length > this.keys.length) {
      const grown = new Uint8Array(Math.max(this.keysLength + length, this.keys.length * 2));
      grown.set(this.keys);
      this.keys = grown;
      this.keysView = new DataView(grown.buffer);
    }
    this.keys.set(text.subarray(key.functionStart, key.functionEnd), this.keysLength);
    this.keysLength += key.functionEnd - key.functionStart;
    this.functionEnd.values[node] = this.keysLength;
    this.keys.set(text.subarray(key.fileStart, key.fileEnd), this.keysLength);
    this.keysLength += key.fileEnd - key.fileStart;
    this.fileEnd.values[node] = this.keysLength;
  }

  private pushFront(node: StackNode, child: StackNode): void {
    const first = this.first.values[node]!;
    this.next.values[child] = first;
    this.previous.values[child] = 0;
    if (first !== 0) this.previous.values[first] = child;
    this.first.values[node] = child;
  }

  private moveToFront(node: StackNode, child: StackNode): void {
    if (this.first.values[node] === child) return;
    const previous = this.previous.values[child]!;
    const next = this.next.values[child]!;
    this.next.values[previous] = next;
    if (next !== 0) this.previous.values[next] = previous;
    this.pushFront(node, child);
  }
}

/** Whether one of the word's four bytes is the byte that `pattern` repeats. */
function hasByte(word: number, pattern: number): boolean {
  const zeroed = word ^ pattern;
  return ((zeroed - 0x01010101) & ~zeroed & 0x80808080) !== 0;
}
