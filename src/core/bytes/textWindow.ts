import { lineFeed } from './ascii';

/** Bytes that must be free after a window, because kernels load and copy whole blocks. */
export const windowPadding = 64;

/** The part of a text that is in a kernel's memory. Line feeds follow it, so that every search ends there. */
export class TextWindow {
  private start = 0;
  private end = 0;

  /**
   * @param memory memory of the kernel
   * @param address address of the window in the memory
   * @param length length of the window in bytes; `windowPadding` more bytes must be free
   */
  constructor(
    private readonly text: Uint8Array,
    private readonly memory: Uint8Array,
    private readonly address: number,
    private readonly length: number,
  ) {}

  /** Makes the window contain the text from byte `at`, and at most up to byte `until`, exclusive. */
  moveTo(at: number, until: number): void {
    const isInside = at >= this.start && at < this.end;
    // A line at the end of the window may be cut, so the window moves before it is reached.
    if (isInside && (this.end === until || (this.end < until && at < this.end - this.length / 16))) return;
    this.start = at;
    this.end = Math.min(at + this.length, until);
    this.memory.set(this.text.subarray(this.start, this.end), this.address);
    this.memory.fill(lineFeed, this.endAddress, this.endAddress + windowPadding);
  }

  /** Offset of the first byte of the text after the window. */
  get after(): number {
    return this.end;
  }

  /** Address of the first byte after the window. */
  get endAddress(): number {
    return this.end + this.addressOffset;
  }

  /** The address of a byte of the text, minus the byte's offset in the text. */
  get addressOffset(): number {
    return this.address - this.start;
  }
}
