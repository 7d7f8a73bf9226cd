import { behindWindow, TextWindow } from '../textWindow';
import { WebAssemblyModule } from '../webAssembly';
import { kernelBytes } from './kernelBytes';
import { type KnownLines, type Tables, tableSizes, tablesLength } from './knownLines';

const kernelModule = new WebAssemblyModule<{ readonly run: () => void }>(kernelBytes);

/** What a line may continue; the numbers are those of `kernel.wat`. */
export const kernelPlace = { outside: 0, stack: 1, created: 2 } as const;

/** What is known in front of a line: byte of the text, zero-based number. */
export interface Standing {
  readonly at: number;
  readonly line: number;
  readonly place: number;
  readonly node: number;
  readonly afterBlank: boolean;
  readonly afterHeader: boolean;
}

/** Numbers of four bytes each that the kernel takes and leaves. */
const state = { at: 0, limit: 1, line: 2, place: 3, row: 4, lastRow: 5, afterBlank: 6, afterHeader: 7 };
const tableState = { nodes: 8, keys: 9, branches: 10, branchBits: 11, branchFactor: 12 };

/** Of a goroutine: two numbers of eight bytes, counted as such, and behind them those of four bytes. */
const row = { id: 0, creatorId: 1, tail: 4, start: 5, line: 6, node: 7, end: 8, endLine: 9 };
const rowLength = 40;
const rowsAt = 128;
const mostRows = 1024;

/** Bytes of the text that the kernel has before it at a time. */
const windowAt = rowsAt + (mostRows + 1) * rowLength;
const windowLength = 128 << 10;

/** In bytes: a smaller text is read before the memory is there. */
const smallestText = 64 << 10;

/**
 * Reads runs of lines that are known, in WebAssembly: it compares sixteen bytes at a time, and needs no warm-up. What it
 * does, `TracebackParser` does as well where there is no WebAssembly, or a policy forbids it, and wherever it stops.
 */
export class Kernel {
  private readonly numbers: Uint32Array;
  private readonly doubles: Float64Array;
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
    this.doubles = new Float64Array(buffer, 0, windowAt / 8);
    this.numbers[tableState.nodes] = start;
    this.numbers[tableState.branches] = start + sizes.nodes;
    this.numbers[tableState.keys] = start + sizes.nodes + sizes.branches;
  }

  /**
   * Reads on from a line, at most to the byte `until`. What it has read stands in rows: number 0 is the goroutine that
   * was open, the others are those that have begun.
   *
   * @returns how many have begun; -1 if no line was read
   */
  run(from: Standing, until: number, known: KnownLines): number {
    const { numbers } = this;
    this.window.moveTo(from.at, until);
    numbers[state.at] = from.at + this.window.toAddress;
    numbers[state.limit] = this.window.endAddress;
    numbers[state.line] = from.line;
    numbers[state.place] = from.place;
    numbers[state.row] = rowsAt;
    numbers[state.lastRow] = rowsAt + mostRows * rowLength;
    numbers[state.afterBlank] = Number(from.afterBlank);
    numbers[state.afterHeader] = Number(from.afterHeader);
    numbers[tableState.branchBits] = known.branchBits;
    numbers[tableState.branchFactor] = known.branchFactor;
    numbers[rowsAt / 4 + row.node] = from.node;
    numbers[rowsAt / 4 + row.end] = 0;
    this.doubles[rowsAt / 8 + row.creatorId] = NaN;
    this.runInstance();
    return this.byteAt(state.at) === from.at ? -1 : (numbers[state.row]! - rowsAt) / rowLength;
  }

  /** Behind the lines that were read. */
  get standing(): Standing {
    const { numbers } = this;
    return {
      at: this.byteAt(state.at),
      line: numbers[state.line]!,
      place: numbers[state.place]!,
      node: numbers[numbers[state.row]! / 4 + row.node]!,
      afterBlank: numbers[state.afterBlank] === 1,
      afterHeader: numbers[state.afterHeader] === 1,
    };
  }

  id(n: number): number {
    return this.doubles[(rowsAt + n * rowLength) / 8 + row.id]!;
  }

  /** The node of the header, from its bracket on. */
  tail(n: number): number {
    return this.number(n, row.tail);
  }

  line(n: number): number {
    return this.number(n, row.line);
  }

  startByte(n: number): number {
    return this.byteAt(this.rowAt(n) + row.start);
  }

  /** Whether lines of the goroutine were read. */
  isRead(n: number): boolean {
    return this.number(n, row.end) > 0;
  }

  node(n: number): number {
    return this.number(n, row.node);
  }

  endLine(n: number): number {
    return this.number(n, row.endLine);
  }

  endByte(n: number): number {
    return this.byteAt(this.rowAt(n) + row.end);
  }

  /** NaN if it was not read. */
  creatorId(n: number): number {
    return this.doubles[(rowsAt + n * rowLength) / 8 + row.creatorId]!;
  }

  private number(n: number, field: number): number {
    return this.numbers[this.rowAt(n) + field]!;
  }

  private rowAt(n: number): number {
    return (rowsAt + n * rowLength) / 4;
  }

  /** The byte of the text that an address in the window, stored at `index`, stands for. */
  private byteAt(index: number): number {
    return this.numbers[index]! - this.window.toAddress;
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
  const tablesAt = Math.ceil((windowAt + window + behindWindow) / 16) * 16;
  const instance = kernelModule.instantiate(tablesAt + tablesLength(sizes) + behindWindow);
  if (instance === undefined) return undefined;
  return new Kernel(text, window, { buffer: instance.buffer, start: tablesAt, sizes }, instance.exports.run);
}
