import { Origins } from './origins';

/** A text made of pieces of another one, and where they come from. */
export interface Rewritten {
  readonly text: Uint8Array;
  readonly origins: Origins;
}

/** A part of a text that a kernel has made; the addresses are its own, as `Origins.addAll` says. */
export interface Taken {
  readonly bytes: Uint8Array;
  readonly pieces: Int32Array;
  readonly toText: number;
  readonly toOriginal: number;
}

/** Makes a text out of pieces of another one, in any order. All offsets are bytes. */
export class Rewriter {
  readonly origins = new Origins();
  private out: Uint8Array;
  private length = 0;
  /** Where in the original the bytes come from that `out` had at first; -1 if it had none. */
  private readonly base: number;

  /**
   * @param expected how much of the original is expected to be copied, in its order: moving bytes within a copy of that
   *   takes half the time of copying them one piece at a time
   * @param room how many bytes are expected, where nothing is to be copied at first
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
        : // Not by `slice`, which for Node's Buffer makes no copy.
          new Uint8Array(text.subarray(expected.start, expected.end));
  }

  /** Bytes written so far. */
  get size(): number {
    return this.length;
  }

  /** Whether what was written ends with a line feed, as at a line's beginning. */
  get isAtLineStart(): boolean {
    return this.length === 0 || this.out[this.length - 1] === 0x0a;
  }

  /** Goes on with the original from `start` to `end`. */
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

  /** Goes on with a byte that stands for what the original has at `origin`. */
  put(byte: number, origin: number): void {
    this.reserve(1);
    this.origins.add(this.length, origin);
    this.out[this.length++] = byte;
  }

  /** Goes on with a byte that the original does not have: before what it has at `origin`. */
  insert(byte: number, origin: number): void {
    this.reserve(1);
    this.origins.insert(this.length, origin);
    this.out[this.length++] = byte;
  }

  /** Goes on with a character, in UTF-8, that stands for what the original has at `origin`. */
  putCodePoint(point: number, origin: number): void {
    if (point < 0x80) {
      this.put(point, origin);
      return;
    }
    for (const byte of new TextEncoder().encode(String.fromCodePoint(point))) this.put(byte, origin);
  }

  /** Goes on with what another rewriter has made of the same original. */
  append({ text, origins }: Rewritten): void {
    this.origins.append(origins, this.length);
    this.write(text);
  }

  /** Goes on with what a kernel has made of the original. */
  appendTaken({ bytes, pieces, toText, toOriginal }: Taken): void {
    this.origins.addAll(pieces, toText, toOriginal);
    this.write(bytes);
  }

  /** As `Origins` has it. */
  get ahead(): number | undefined {
    return this.origins.ahead;
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
