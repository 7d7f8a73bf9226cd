import { lineFeed } from './ascii';

/** In bytes, after a window: kernels load and copy whole blocks. */
export const windowPadding = 64;

/** The part of a text that a kernel has in its memory, with line feeds after it, at which every search ends. */
export class TextWindow {
  private start = 0;
  private end = 0;

  /**
   * @param memory the kernel's
   * @param address of the window in it
   * @param length of the window, in bytes; `windowPadding` more have to be free
   */
  constructor(
    private readonly text: Uint8Array,
    private readonly memory: Uint8Array,
    private readonly address: number,
    private readonly length: number,
  ) {}

  /** Has the text from byte `at` on in it, at most to byte `until`. */
  moveTo(at: number, until: number): void {
    const isInside = at >= this.start && at < this.end;
    // Lines at the end of a window may be cut: it is moved before they come.
    if (isInside && (this.end === until || (this.end < until && at < this.end - this.length / 16))) return;
    this.start = at;
    this.end = Math.min(at + this.length, until);
    this.memory.set(this.text.subarray(this.start, this.end), this.address);
    this.memory.fill(lineFeed, this.endAddress, this.endAddress + windowPadding);
  }

  /** The byte of the text after the window. */
  get after(): number {
    return this.end;
  }

  get endAddress(): number {
    return this.end + this.addressOffset;
  }

  /** What the address of a byte has more than the byte. */
  get addressOffset(): number {
    return this.address - this.start;
  }
}
