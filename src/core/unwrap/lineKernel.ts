import { lineFeed } from '../bytes/ascii';
import { windowPadding, TextWindow } from '../bytes/textWindow';
import { WebAssemblyModule } from '../bytes/webAssembly';
import { simpleEscapes } from './escapes';
import { lineKernelBytes } from './lineKernelBytes';
import type { PrefixTemplate } from './lineText';
import type { Rewriter } from './rewriter';

interface Exports {
  readonly take: () => void;
  readonly byteClasses: (at: number, end: number) => number;
}

const kernelModule = new WebAssemblyModule<Exports>(lineKernelBytes);

/** Indices of the 32-bit numbers at the start of the memory, which are the input and output of the kernel. */
const slot = {
  at: 0,
  limit: 1,
  out: 2,
  outLimit: 3,
  piece: 4,
  pieceLimit: 5,
  shift: 6,
  prefixLength: 7,
  form: 8,
  template: 9,
  simple: 10,
  lineEnd: 11,
};

/** Forms of the text after a prefix; the numbers are those of `lineKernel.wat`. */
const forms = { bare: 0, quoted: 1, terminated: 2 } as const;

/** The form of the text after a prefix: as it is, in a string, or in a string that ends with `\n`. */
type LineForm = keyof typeof forms;

// Addresses and lengths in the kernel's memory, in bytes.
const simpleAt = 64;
/** Three consecutive tables: the bytes of the template, where it has digits, and where it has ended. */
const templateAt = 256;
const templateLength = 1056;
const maxPrefixLength = 1024;

const windowAt = 4096;
/** Bytes of the text that are in the kernel's memory at a time. */
const usualWindow = 128 << 10;
const bytesOfPiece = 8;

/** In bytes. A smaller text is read faster than the memory is allocated. */
const minTextLength = 64 << 10;

/** Value of `shift` if the next piece does not continue the last one. */
const nowhere = 0x7fffffff;

/** Removes the prefixes of similar lines and undoes their escapes, in WebAssembly. */
export class LineKernel {
  private readonly bytes: Uint8Array;
  private readonly numbers: Int32Array;
  private readonly outAt: number;
  private readonly piecesAt: number;
  private hasTemplate = false;
  private readonly window: TextWindow;

  private constructor(
    private readonly text: Uint8Array,
    private readonly windowLength: number,
    buffer: ArrayBuffer,
    private readonly exports: Exports,
  ) {
    this.bytes = new Uint8Array(buffer);
    this.numbers = new Int32Array(buffer);
    this.window = new TextWindow(text, this.bytes, windowAt, windowLength);
    this.outAt = outAt(windowLength);
    this.piecesAt = piecesAt(windowLength);
    this.bytes.set(simpleEscapes, simpleAt);
    this.numbers[slot.template] = templateAt;
    this.numbers[slot.simple] = simpleAt;
  }

  /** A kernel for the text; undefined without WebAssembly, or if the text is too small to be worth it. */
  static of(text: Uint8Array, smallest = minTextLength, window = usualWindow): LineKernel | undefined {
    if (text.length < smallest) return undefined;
    const instance = kernelModule.instantiate(piecesAt(window) + window);
    return instance && new LineKernel(text, window, instance.buffer, instance.exports);
  }

  /** The same as `byteClassesOf` without a kernel. */
  byteClasses(): number {
    let found = 0;
    const { window } = this;
    for (let at = 0; at < this.text.length; at = window.after) {
      window.moveTo(at, this.text.length);
      found |= this.exports.byteClasses(windowAt, window.endAddress);
    }
    return found;
  }

  /** Lets `take` accept no line until the next template is set. */
  forgetTemplate(): void {
    this.hasTemplate = false;
  }

  /** Sets the prefix of the lines that `take` accepts, and the form of the text after it. */
  setTemplate({ bytes, digits }: PrefixTemplate, form: LineForm): void {
    const { length } = bytes;
    this.hasTemplate = length <= maxPrefixLength;
    if (!this.hasTemplate) return;
    const { numbers } = this;
    this.bytes.set(bytes, templateAt);
    this.bytes.set(digits, templateAt + templateLength);
    this.bytes.fill(0, templateAt + 2 * templateLength, templateAt + 2 * templateLength + length);
    this.bytes.fill(0xff, templateAt + 2 * templateLength + length, templateAt + 3 * templateLength);
    numbers[slot.prefixLength] = length;
    numbers[slot.form] = forms[form];
  }

  /**
   * Writes the text after the prefix of the lines from byte `at` to byte `until`, exclusive. Stops at the first line
   * that does not match.
   *
   * @returns offset of the first line that was not taken
   */
  take(at: number, until: number, out: Rewriter): number {
    if (!this.hasTemplate) return at;
    const { numbers, bytes, window } = this;
    for (let from = at; ;) {
      window.moveTo(from, until);
      const toWindow = window.addressOffset;
      const toOut = this.outAt - out.size;
      numbers[slot.at] = from + toWindow;
      numbers[slot.limit] = window.endAddress;
      numbers[slot.out] = this.outAt;
      numbers[slot.outLimit] = this.outAt + this.windowLength;
      numbers[slot.piece] = this.piecesAt;
      numbers[slot.pieceLimit] = this.piecesAt + this.windowLength - bytesOfPiece;
      numbers[slot.shift] = out.lastShift === undefined ? nowhere : out.lastShift + toWindow - toOut;
      bytes[this.outAt - 1] = out.isAtLineStart ? lineFeed : 0;
      this.exports.take();
      const after = numbers[slot.at]! - toWindow;
      if (after === from) return from;
      out.appendTaken({
        bytes: bytes.subarray(this.outAt, numbers[slot.out]),
        pieces: numbers.subarray(this.piecesAt / 4, numbers[slot.piece]! / 4),
        toText: toOut,
        toOriginal: toWindow,
      });
      from = after;
      // If the kernel had the whole line and room for the output, it stopped because of the line itself.
      const isRefused =
        numbers[slot.lineEnd]! < numbers[slot.limit]! &&
        numbers[slot.out]! + numbers[slot.lineEnd]! - numbers[slot.at]! <= numbers[slot.outLimit]! &&
        numbers[slot.piece]! < numbers[slot.pieceLimit]!;
      if (isRefused) return from;
    }
  }
}

function outAt(window: number): number {
  return align(windowAt + window + windowPadding + 1);
}

function piecesAt(window: number): number {
  return align(outAt(window) + window + windowPadding);
}

function align(address: number): number {
  return Math.ceil(address / 16) * 16;
}
