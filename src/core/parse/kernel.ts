import { windowPadding, TextWindow } from '../bytes/textWindow';
import { WebAssemblyModule } from '../bytes/webAssembly';
import { kernelBytes } from './kernelBytes';
import { type KnownLines, type Tables, tableSizes, tablesLength } from './knownLines';

const kernelModule = new WebAssemblyModule<{ readonly run: () => void }>(kernelBytes);

/** States of the parser that the kernel knows; the numbers are those of `kernel.wat`. */
export const kernelState = { outside: 0, stack: 1, created: 2 } as const;

/** State of the parser before a line: its byte offset, its zero-based number, and what it may continue. */
export interface KernelCursor {
  readonly at: number;
  readonly line: number;
  readonly state: number;
  readonly node: number;
  readonly afterBlank: boolean;
  readonly afterHeader: boolean;
}

/** Indices of the 32-bit numbers at the start of the memory, which are the input and output of the kernel. */
const slot = {
  at: 0,
  limit: 1,
  line: 2,
  state: 3,
  row: 4,
  lastRow: 5,
  afterBlank: 6,
  afterHeader: 7,
  toAddress: 13,
};
const tableSlot = { nodes: 8, keys: 9, branches: 10, branchBits: 11, branchFactor: 12 };

/** Address of the columns of `KernelRows`. */
const columnsAt = 128;
const maxRows = 1024;
/** The kernel counts rows in steps of this size: the bytes of an entry in most columns. */
const rowSize = 4;

/** Goroutines that the kernel has read. Row 0 is the goroutine that was open; the other rows are new ones. */
export interface KernelRows {
  readonly id: Float64Array;
  /** 0 if there is none; in row 0, NaN if it was not read. */
  readonly creatorId: Float64Array;
  /** The node of the header, from its bracket on. */
  readonly suffix: Uint32Array;
  readonly start: Uint32Array;
  readonly line: Uint32Array;
  /** The node of the last frame. */
  readonly node: Uint32Array;
  readonly end: Uint32Array;
  /** In row 0, 0 if none of its lines was read. */
  readonly endLine: Uint32Array;
}

/** Address of the window, after the columns. */
const windowAt = columnsAt + (maxRows + 1) * (2 * 8 + 6 * 4);
/** Bytes of the text that are in the kernel's memory at a time. */
const windowLength = 128 << 10;

/** In bytes. A smaller text is read faster than the memory is allocated. */
const minTextLength = 64 << 10;

/**
 * Reads runs of known lines in WebAssembly, which compares sixteen bytes at a time and needs no warm-up.
 * `TracebackParser` does the same where the kernel stops, and where there is no WebAssembly or a policy forbids it.
 */
export class Kernel {
  readonly rows: KernelRows;
  private readonly numbers: Uint32Array;
  private readonly window: TextWindow;

  /** @param runInstance the exported function of an instance whose memory is the buffer of the tables */
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
    this.numbers[tableSlot.nodes] = start;
    this.numbers[tableSlot.branches] = start + sizes.nodes;
    this.numbers[tableSlot.keys] = start + sizes.nodes + sizes.branches;
  }

  /**
   * Reads known lines from a line on, at most up to byte `until`. The result is in `rows` until the next run.
   *
   * @returns the number of new goroutines; -1 if no line was read
   */
  run(from: KernelCursor, until: number, known: KnownLines): number {
    const { numbers, rows } = this;
    this.window.moveTo(from.at, until);
    numbers[slot.at] = from.at + this.window.addressOffset;
    numbers[slot.limit] = this.window.endAddress;
    numbers[slot.line] = from.line;
    numbers[slot.state] = from.state;
    numbers[slot.row] = 0;
    numbers[slot.lastRow] = maxRows * rowSize;
    numbers[slot.afterBlank] = Number(from.afterBlank);
    numbers[slot.afterHeader] = Number(from.afterHeader);
    numbers[slot.toAddress] = this.window.addressOffset;
    numbers[tableSlot.branchBits] = known.branchBits;
    numbers[tableSlot.branchFactor] = known.branchFactor;
    rows.node[0] = from.node;
    rows.endLine[0] = 0;
    rows.creatorId[0] = NaN;
    this.runInstance();
    return this.byteAt(slot.at) === from.at ? -1 : numbers[slot.row]! / rowSize;
  }

  /** State after the lines that were read. */
  get cursor(): KernelCursor {
    const { numbers } = this;
    return {
      at: this.byteAt(slot.at),
      line: numbers[slot.line]!,
      state: numbers[slot.state]!,
      node: this.rows.node[numbers[slot.row]! / rowSize]!,
      afterBlank: numbers[slot.afterBlank] === 1,
      afterHeader: numbers[slot.afterHeader] === 1,
    };
  }

  /** The byte offset in the text of the address at `index`. */
  private byteAt(index: number): number {
    return this.numbers[index]! - this.window.addressOffset;
  }
}

/** A kernel for the text; undefined without WebAssembly, or if the text is too small to be worth it. */
export function makeKernel(
  text: Uint8Array,
  smallest = minTextLength,
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
  const count = maxRows + 1;
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
