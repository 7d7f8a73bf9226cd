import { Column } from '../bytes/column';
import { lastIndex } from '../bytes/lastIndex';

/**
 * Maps each byte of a rewritten text to the original text. The rewritten text is a sequence of pieces. A piece
 * corresponds byte by byte to a piece of the original. Between two pieces, text of the original may have been removed
 * or text inserted, or the original may continue elsewhere (lines of several services that were separated). Offsets are
 * zero-based bytes.
 */
export class Origins {
  private readonly starts = new Column();
  private readonly origins = new Column();
  /** Indices of pieces that are not in the original, such as a line feed after a string. */
  private readonly inserted = new Set<number>();
  private byOrigin: Uint32Array | undefined;
  /** Length of the rewritten text in bytes; set when the text is complete. */
  length = 0;

  /** Adds a piece: the text from `start` is the original from `origin`. Starts must ascend. */
  add(start: number, origin: number): void {
    const last = this.starts.length - 1;
    if (last >= 0) {
      const lastStart = this.starts.values[last]!;
      const lastOrigin = this.origins.values[last]!;
      const isContinued = origin - lastOrigin === start - lastStart && !this.inserted.has(last);
      if (isContinued) return;
      if (lastStart === start) {
        this.origins.values[last] = origin;
        return;
      }
    }
    this.starts.push(start);
    this.origins.push(origin);
  }

  /**
   * Origin minus start of the last piece. Text with the same shift continues that piece. Undefined if the next piece
   * cannot continue the last one.
   */
  get lastShift(): number | undefined {
    const last = this.starts.length - 1;
    if (last < 0 || this.inserted.has(last)) return undefined;
    return this.origins.values[last]! - this.starts.values[last]!;
  }

  /**
   * The same as `add` for each piece. No piece may continue the one before.
   *
   * @param pieces pairs of addresses: of the start in the text, and of the origin
   * @param toText address of a byte of the text, minus its offset
   * @param toOriginal address of a byte of the original, minus its offset
   */
  addAll(pieces: Int32Array, toText: number, toOriginal: number): void {
    this.starts.pushEveryOther(pieces, 0, toText);
    this.origins.pushEveryOther(pieces, 1, toOriginal);
  }

  /** Adds a byte at `start` that is not in the original; it precedes the original's byte at `origin`. */
  insert(start: number, origin: number): void {
    this.inserted.add(this.starts.length);
    this.starts.push(start);
    this.origins.push(origin);
  }

  /** Offset in the original of a byte of the rewritten text. */
  originOf(at: number): number {
    const piece = this.pieceAt(at);
    return piece < 0 ? at : this.origins.values[piece]! + at - this.starts.values[piece]!;
  }

  /**
   * Offset in the rewritten text of a byte of the original. For a byte that was removed, the offset of the last byte
   * before it that was not.
   *
   * @param lineEnd end of the line in the original: text that was removed from the beginning of a line belongs to the
   *   rest of that line
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

  /** The origins of a text that was rewritten twice: first with these origins, then with `later`. */
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

  /** Adds all pieces of another text, which is appended at `start`. */
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
