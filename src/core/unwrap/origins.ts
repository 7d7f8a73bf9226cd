import { Column } from '../bytes/column';
import { lastIndex } from '../bytes/lastIndex';

/**
 * Where each byte of a rewritten text comes from. The text is a row of pieces; within a piece it advances byte by byte
 * as the original does, and between two pieces the original may have more (what was taken out), less (what was put
 * in), or lie elsewhere (lines of several services, separated). All offsets are bytes, zero-based.
 */
export class Origins {
  private readonly starts = new Column();
  private readonly origins = new Column();
  /** Pieces that the original does not have, such as a line feed after a string. */
  private readonly inserted = new Set<number>();
  private byOrigin: Uint32Array | undefined;
  /** Of the rewritten text, once it is whole. */
  length = 0;

  /** Says that from `start` on, the text is the original from `origin` on. Starts ascend. */
  add(start: number, origin: number): void {
    const last = this.starts.length - 1;
    if (last >= 0) {
      const lastStart = this.starts.values[last]!;
      const lastOrigin = this.origins.values[last]!;
      const goesOn = origin - lastOrigin === start - lastStart && !this.inserted.has(last);
      if (goesOn) return;
      if (lastStart === start) {
        this.origins.values[last] = origin;
        return;
      }
    }
    this.starts.push(start);
    this.origins.push(origin);
  }

  /**
   * How far the original is ahead of the text in the last piece: what goes on with that adds none. Undefined where every
   * piece is a new one.
   */
  get ahead(): number | undefined {
    const last = this.starts.length - 1;
    if (last < 0 || this.inserted.has(last)) return undefined;
    return this.origins.values[last]! - this.starts.values[last]!;
  }

  /**
   * As `add` for each of the pieces, none of which goes on with the one before.
   *
   * @param pieces pairs of addresses of the text and of the original
   * @param toText what an address of the text has more than the byte that it stands for
   * @param toOriginal the same for those of the original
   */
  addAll(pieces: Int32Array, toText: number, toOriginal: number): void {
    this.starts.pushEveryOther(pieces, 0, toText);
    this.origins.pushEveryOther(pieces, 1, toOriginal);
  }

  /** Says that the byte at `start` is none of the original's; it stands before what the original has at `origin`. */
  insert(start: number, origin: number): void {
    this.inserted.add(this.starts.length);
    this.starts.push(start);
    this.origins.push(origin);
  }

  /** Where the byte of the rewritten text stands in the original. */
  originOf(at: number): number {
    const piece = this.pieceAt(at);
    return piece < 0 ? at : this.origins.values[piece]! + at - this.starts.values[piece]!;
  }

  /**
   * Which byte of the rewritten text the byte of the original has become, or if it was taken out, the last one before
   * it that was not.
   *
   * @param lineEnd byte of the original after which what follows is of another line: what was taken out from the
   *   beginning of a line belongs to what is left of that line
   */
  textOf(origin: number, lineEnd: number): number {
    const order = this.orderByOrigin();
    const at = lastIndex(order.length, (index) => this.origins.values[order[index]!]! <= origin);
    const piece = order[at];
    const next = order[at + 1];
    if (piece !== undefined) {
      const text = this.starts.values[piece]! + origin - this.origins.values[piece]!;
      const end = this.endOf(piece);
      if (text < end) return text;
      if (next === undefined || this.origins.values[next]! > lineEnd) return end - 1;
    }
    return next === undefined ? 0 : this.starts.values[next]!;
  }

  /** The origins of a text that was rewritten twice: these ones first, then `later`. */
  then(later: Origins): Origins {
    const both = new Origins();
    both.length = later.length;
    for (let piece = 0; piece < later.starts.length; piece++) {
      const start = later.starts.values[piece]!;
      const origin = later.origins.values[piece]!;
      const end = later.endOf(piece);
      if (later.inserted.has(piece)) {
        both.insert(start, this.originOf(origin));
        continue;
      }
      const first = this.pieceAt(origin);
      both.addPiece(start, this.originOf(origin), this.inserted.has(first));
      for (let own = first + 1; own < this.starts.length; own++) {
        const at = start + this.starts.values[own]! - origin;
        if (at >= end) break;
        both.addPiece(at, this.origins.values[own]!, this.inserted.has(own));
      }
    }
    return both;
  }

  /** Adds all pieces of another text's origins, which is appended at `start`. */
  append(others: Origins, start: number): void {
    for (let piece = 0; piece < others.starts.length; piece++) {
      this.addPiece(
        start + others.starts.values[piece]!,
        others.origins.values[piece]!,
        others.inserted.has(piece),
      );
    }
  }

  private addPiece(start: number, origin: number, isInserted: boolean): void {
    if (isInserted) this.insert(start, origin);
    else this.add(start, origin);
  }

  private endOf(piece: number): number {
    return piece + 1 < this.starts.length ? this.starts.values[piece + 1]! : this.length;
  }

  private pieceAt(at: number): number {
    const { values, length } = this.starts;
    return lastIndex(length, (piece) => values[piece]! <= at);
  }

  private orderByOrigin(): Uint32Array {
    if (this.byOrigin === undefined) {
      const { values } = this.origins;
      const pieces = Uint32Array.from({ length: this.starts.length }, (_, piece) => piece);
      this.byOrigin = pieces.filter((piece) => !this.inserted.has(piece));
      const isSorted = this.byOrigin.every(
        (piece, n, all) => n === 0 || values[all[n - 1]!]! <= values[piece]!,
      );
      if (!isSorted) this.byOrigin.sort((a, b) => values[a]! - values[b]! || a - b);
    }
    return this.byOrigin;
  }
}
