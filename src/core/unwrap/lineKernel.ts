import { lineFeed } from '../bytes/ascii';
import { windowPadding, TextWindow } from '../bytes/textWindow';
import { WebAssemblyModule } from '../bytes/webAssembly';
import { simpleEscapes } from './escapes';
import { lineKernelBytes } from './lineKernelBytes';
import type { PrefixTemplate } from './prefix';
import type { Rewriter } from './rewriter';

interface Exports {
  readonly take: () => void;
  readonly signs: (at: number, end: number) => number;
}

const kernelModule = new WebAssemblyModule<Exports>(lineKernelBytes);

/** Numbers of four bytes each that the kernel takes and leaves. */
const state = {
  at: 0,
  limit: 1,
  out: 2,
  outLimit: 3,
  piece: 4,
  pieceLimit: 5,
  ahead: 6,
  prefixLength: 7,
  form: 8,
  template: 9,
  simple: 10,
  lineEnd: 11,
};

/** What the lines after a prefix are; the numbers are those of `lineKernel.wat`. */
const forms = { bare: 0, quoted: 1, terminated: 2 } as const;

/** As `Source` says it. */
type LineForm = keyof typeof forms;

const simpleAt = 64;
/** Three tables, one after another: the template's bytes, where it has digits, and where it is over. */
const templateAt = 256;
const templateLength = 1056;
const longestPrefix = 1024;

const windowAt = 4096;
/** In bytes: how much of the text the kernel has before it at a time. */
const usualWindow = 128 << 10;
const bytesOfPiece = 8;

/** In bytes: a smaller text is read before the memory is there. */
const smallestText = 64 << 10;

/** What `ahead` is where the next piece is none of the last one. */
const nowhere = 0x7fffffff;

/** Takes the prefixes of alike lines off, and undoes the escapes in them, in WebAssembly. */
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
    this.numbers[state.template] = templateAt;
    this.numbers[state.simple] = simpleAt;
  }

  /** A kernel for the text; undefined where there is no WebAssembly, or where it is not worth it. */
  static of(text: Uint8Array, smallest = smallestText, window = usualWindow): LineKernel | undefined {
    if (text.length < smallest) return undefined;
    const instance = kernelModule.instantiate(piecesAt(window) + window);
    return instance && new LineKernel(text, window, instance.buffer, instance.exports);
  }

  /** What `signsOf` says of the text. */
  signs(): number {
    let found = 0;
    const { window } = this;
    for (let at = 0; at < this.text.length; at = window.after) {
      window.moveTo(at, this.text.length);
      found |= this.exports.signs(windowAt, window.endAddress);
    }
    return found;
  }

  /** What lines have to begin with that `take` is to take. */
  setTemplate({ bytes, digits }: PrefixTemplate, form: LineForm): void {
    const { length } = bytes;
    this.hasTemplate = length <= longestPrefix;
    if (!this.hasTemplate) return;
    const { numbers } = this;
    this.bytes.set(bytes, templateAt);
    this.bytes.set(digits, templateAt + templateLength);
    this.bytes.fill(0, templateAt + 2 * templateLength, templateAt + 2 * templateLength + length);
    this.bytes.fill(0xff, templateAt + 2 * templateLength + length, templateAt + 3 * templateLength);
    numbers[state.prefixLength] = length;
    numbers[state.form] = forms[form];
  }

  /**
   * Writes what stands after the prefix in the lines from byte `at` to byte `until`.
   *
   * @returns the byte where the first line begins that was not taken
   */
  take(at: number, until: number, out: Rewriter): number {
    if (!this.hasTemplate) return at;
    const { numbers, bytes, window } = this;
    for (let from = at; ;) {
      window.moveTo(from, until);
      const toWindow = window.addressOffset;
      const toOut = this.outAt - out.size;
      numbers[state.at] = from + toWindow;
      numbers[state.limit] = window.endAddress;
      numbers[state.out] = this.outAt;
      numbers[state.outLimit] = this.outAt + this.windowLength;
      numbers[state.piece] = this.piecesAt;
      numbers[state.pieceLimit] = this.piecesAt + this.windowLength - bytesOfPiece;
      numbers[state.ahead] = out.ahead === undefined ? nowhere : out.ahead + toWindow - toOut;
      bytes[this.outAt - 1] = out.isAtLineStart ? lineFeed : 0;
      this.exports.take();
      const after = numbers[state.at]! - toWindow;
      if (after === from) return from;
      out.appendTaken({
        bytes: bytes.subarray(this.outAt, numbers[state.out]),
        pieces: numbers.subarray(this.piecesAt / 4, numbers[state.piece]! / 4),
        toText: toOut,
        toOriginal: toWindow,
      });
      from = after;
      // Nothing but the line itself has stopped it: there was the whole line, and room.
      const isRefused =
        numbers[state.lineEnd]! < numbers[state.limit]! &&
        numbers[state.out]! + numbers[state.lineEnd]! - numbers[state.at]! <= numbers[state.outLimit]! &&
        numbers[state.piece]! < numbers[state.pieceLimit]!;
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
