import { windowPadding, TextWindow } from '../bytes/textWindow';
import { WebAssemblyModule } from '../bytes/webAssembly';
import { kernelBytes } from './kernelBytes';
import { type KnownLines, type Tables, tableSizes, tablesLength } from './knownLines';

const kernelModule = new WebAssemblyModule<{ readonly run: () => void }>(kernelBytes);

/** What a line may continue; the numbers are those of `kernel.wat`. */
export const kernelState = { outside: 0, stack: 1, created: 2 } as const;

/** What is known in front of a line: byte of the text, zero-based number. */
export interface KernelCursor {
  readonly at: number;
  readonly line: number;
  readonly place: number;
  readonly node: number;
  readonly afterBlank: boolean;
  readonly afterHeader: boolean;
}

/** Numbers of four bytes each that the kernel takes and leaves. */
const state = {
  at: 0,
  limit: 1,
  line: 2,
  place: 3,
  row: 4,
  lastRow: 5,
  afterBlank: 6,
  afterHeader: 7,
  toAddress: 13,
};
const tableState = { nodes: 8, keys: 9, branches: 10, branchBits: 11, branchFactor: 12 };

/** Where the columns of `KernelRows` begin. */
const columnsAt = 128;
const mostRows = 1024;
/** What a row's number is counted in: the bytes of an entry of most columns. */
const rowSize = 4;

/** What was read of goroutines. Number 0 is the one that was open, the others are those that have begun. */
export interface KernelRows {
  readonly id: Float64Array;
  /** 0 if there is none; for number 0, NaN if it was not read. */
  readonly creatorId: Float64Array;
  /** The node of the header, from its bracket on. */
  readonly suffix: Uint32Array;
  readonly start: Uint32Array;
  readonly line: Uint32Array;
  /** The node of the last frame. */
  readonly node: Uint32Array;
  readonly end: Uint32Array;
  /** For number 0, 0 if no lines of it were read. */
  readonly endLine: Uint32Array;
}

/** Bytes of the text that the kernel has before it at a time; the columns stand before them. */
const windowAt = columnsAt + (mostRows + 1) * (2 * 8 + 6 * 4);
const windowLength = 128 << 10;

/** In bytes: a smaller text is read before the memory is there. */
const smallestText = 64 << 10;

/**
 * Reads runs of lines that are known, in WebAssembly: it compares sixteen bytes at a time, and needs no warm-up. What it
 * does, `TracebackParser` does as well where there is no WebAssembly, or a policy forbids it, and wherever it stops.
 */
export class Kernel {
  readonly rows: KernelRows;
  private readonly numbers: Uint32Array;
  private readonly window: TextWindow;

  /** @param runInstance the kernel's own, over the buffer of the tables */
  constructor(
    text: Uint8Array,
    windowLength: number,
    readonly tables: Tables,
    private readonly runInstance: () => void,
  ) {
    const { buffer, start, sizes } = tables;
    this.window = new TextWindow(text, new Uint8Array(buffer), windowAt, windowLength);
    this.numbers = new Uint32Array(buffer);
    this.rows = rowsIn(buffer);
    this.numbers[tableState.nodes] = start;
    this.numbers[tableState.branches] = start + sizes.nodes;
    this.numbers[tableState.keys] = start + sizes.nodes + sizes.branches;
  }

  /**
   * Reads on from a line, at most to the byte `until`. What it has read stands in `rows` until it is run again.
   *
   * @returns how many goroutines have begun; -1 if no line was read
   */
  run(from: KernelCursor, until: number, known: KnownLines): number {
    const { numbers, rows } = this;
    this.window.moveTo(from.at, until);
    numbers[state.at] = from.at + this.window.addressOffset;
    numbers[state.limit] = this.window.endAddress;
    numbers[state.line] = from.line;
    numbers[state.place] = from.place;
    numbers[state.row] = 0;
    numbers[state.lastRow] = mostRows * rowSize;
    numbers[state.afterBlank] = Number(from.afterBlank);
    numbers[state.afterHeader] = Number(from.afterHeader);
    numbers[state.toAddress] = this.window.addressOffset;
    numbers[tableState.branchBits] = known.branchBits;
    numbers[tableState.branchFactor] = known.branchFactor;
    rows.node[0] = from.node;
    rows.endLine[0] = 0;
    rows.creatorId[0] = NaN;
    this.runInstance();
    return this.byteAt(state.at) === from.at ? -1 : numbers[state.row]! / rowSize;
  }

  /** After the lines that were read. */
  get cursor(): KernelCursor {
    const { numbers } = this;
    return {
      at: this.byteAt(state.at),
      line: numbers[state.line]!,
      place: numbers[state.place]!,
      node: this.rows.node[numbers[state.row]! / rowSize]!,
      afterBlank: numbers[state.afterBlank] === 1,
      afterHeader: numbers[state.afterHeader] === 1,
    };
  }

  /** The byte of the text that an address in the window, stored at `index`, stands for. */
  private byteAt(index: number): number {
    return this.numbers[index]! - this.window.addressOffset;
  }
}

/** A kernel for the text; undefined where there is no WebAssembly, or where it is not worth it. */
export function makeKernel(
  text: Uint8Array,
  smallest = smallestText,
  window = windowLength,
): Kernel | undefined {
  if (text.length < smallest) return undefined;
  const sizes = tableSizes(text.length);
  const tablesAt = Math.ceil((windowAt + window + windowPadding) / 16) * 16;
  const instance = kernelModule.instantiate(tablesAt + tablesLength(sizes) + windowPadding);
  if (instance === undefined) return undefined;
  return new Kernel(text, window, { buffer: instance.buffer, start: tablesAt, sizes }, instance.exports.run);
}

function rowsIn(buffer: ArrayBuffer): KernelRows {
  const count = mostRows + 1;
  const wide = (n: number) => new Float64Array(buffer, columnsAt + n * count * 8, count);
  const narrow = (n: number) => new Uint32Array(buffer, columnsAt + count * 2 * 8 + n * count * 4, count);
  return {
    id: wide(0),
    creatorId: wide(1),
    suffix: narrow(0),
    start: narrow(1),
    line: narrow(2),
    node: narrow(3),
    end: narrow(4),
    endLine: narrow(5),
  };
}
