import { Origins } from './origins';

/** A text made of pieces of an original text, and their origins. */
export interface Rewritten {
  readonly text: Uint8Array;
  readonly origins: Origins;
}

/** Output of a kernel: bytes, and pieces as in `Origins.addAll`. */
export interface KernelOutput {
  readonly bytes: Uint8Array;
  readonly pieces: Int32Array;
  readonly toText: number;
  readonly toOriginal: number;
}

/** Builds a text from pieces of an original text, in any order. Offsets are bytes. */
export class Rewriter {
  readonly origins = new Origins();
  private out: Uint8Array;
  private length = 0;
  /** Offset in the original of the copy that `out` begins as; -1 if it begins empty. */
  private readonly base: number;

  /**
   * @param expected part of the original; most of it is expected to be copied, in order. Copying it at once and then moving
   *   bytes within the copy takes half the time of copying piece by piece
   * @param room expected length in bytes, if `expected` is undefined
   */
  constructor(
    private readonly text: Uint8Array,
    expected?: { readonly start: number; readonly end: number },
    room = 64,
  ) {
    this.base = expected?.start ?? -1;
    this.out =
      expected === undefined
        ? new Uint8Array(room)
        : // Not `slice`, which makes no copy of Node's Buffer.
          new Uint8Array(text.subarray(expected.start, expected.end));
  }

  /** Bytes written so far. */
  get size(): number {
    return this.length;
  }

  /** Whether the next byte begins a line. */
  get isAtLineStart(): boolean {
    return this.length === 0 || this.out[this.length - 1] === 0x0a;
  }

  /** Appends the original from byte `start` to byte `end`, exclusive. */
  copy(start: number, end: number): void {
    const count = end - start;
    if (count <= 0) return;
    this.origins.add(this.length, start);
    const own = start - this.base;
    if (this.base >= 0 && own >= this.length && own + count <= this.out.length) {
      this.out.copyWithin(this.length, own, own + count); // not written over yet
    } else {
      this.reserve(count);
      this.out.set(this.text.subarray(start, end), this.length);
    }
    this.length += count;
  }

  /** Appends a byte that stands for the original's text at `origin`. */
  put(byte: number, origin: number): void {
    this.reserve(1);
    this.origins.add(this.length, origin);
    this.out[this.length++] = byte;
  }

  /** Appends a byte that is not in the original; it precedes the original's byte at `origin`. */
  insert(byte: number, origin: number): void {
    this.reserve(1);
    this.origins.insert(this.length, origin);
    this.out[this.length++] = byte;
  }

  /** Appends a character, in UTF-8, that stands for the original's text at `origin`. */
  putCodePoint(point: number, origin: number): void {
    if (point < 0x80) {
      this.put(point, origin);
      return;
    }
    for (const byte of new TextEncoder().encode(String.fromCodePoint(point))) this.put(byte, origin);
  }

  /** Appends a text that was made from the same original. */
  append({ text, origins }: Rewritten): void {
    this.origins.append(origins, this.length);
    this.write(text);
  }

  /** Appends the output of a kernel. */
  appendTaken({ bytes, pieces, toText, toOriginal }: KernelOutput): void {
    this.origins.addAll(pieces, toText, toOriginal);
    this.write(bytes);
  }

  /** The same as `Origins.lastShift`. */
  get lastShift(): number | undefined {
    return this.origins.lastShift;
  }

  build(): Rewritten {
    this.origins.length = this.length;
    return { text: this.out.subarray(0, this.length), origins: this.origins };
  }

  private write(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.out.set(bytes, this.length);
    this.length += bytes.length;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.out.length) return;
    const grown = new Uint8Array(Math.max(this.length + count, this.out.length * 2));
    grown.set(this.out);
    this.out = grown;
  }
}
