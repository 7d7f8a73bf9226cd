import type { DiskFile } from '../ports/diskFiles';

const lineFeed = 0x0a;

/** Bytes that are read at once, at first and after a jump. The size doubles while reads are close together. */
const minBlockSize = 64 << 10;
const maxBlockSize = 1 << 20;

/** The text of all pieces of a file, in order. A piece is read from the file or, if it was unwrapped, from a copy. */
export class PiecedText {
  private readonly pieces: {
    readonly start: number;
    readonly end: number;
    readonly at: number;
    readonly isKept: boolean;
  }[] = [];
  private length = 0;
  /** The block that was read last, because the next request is often close to it. */
  private block: { readonly start: number; readonly bytes: Uint8Array } = {
    start: 0,
    bytes: new Uint8Array(),
  };
  private blockSize = minBlockSize;

  constructor(private readonly file: DiskFile) {}

  add(at: number, length: number, isKept: boolean): void {
    const start = this.length;
    this.length += length;
    this.pieces.push({ start, end: this.length, at, isKept });
  }

  /**
   * The complete lines from byte `from`, or from the start of a later piece, to the line start at byte `end`,
   * exclusive.
   */
  async linesBefore(end: number, from: number): Promise<readonly string[]> {
    const start = Math.max(from, this.pieces.findLast((each) => each.start < end)?.start ?? end);
    if (start >= end) return [];
    // The byte before shows whether the first line is complete.
    const isCut = start > 0 && (await this.between(start - 1, start))[0] !== lineFeed;
    return linesOf(await this.between(start, end)).slice(isCut ? 1 : 0, -1);
  }

  /** The lines between two byte offsets, at most up to the end of a piece: a goroutine is inside one piece. */
  async linesBetween(start: number, end: number): Promise<readonly string[]> {
    return linesOf(await this.between(start, end));
  }

  /** The first lines, at most as many, if their bytes are in the block that was read last. */
  knownLines(start: number, end: number, most: number): readonly string[] | undefined {
    const bytes = this.known(start, Math.min(end, this.pieceAt(start).end));
    return bytes && linesOf(bytes, most);
  }

  private async between(start: number, end: number): Promise<Uint8Array> {
    const piece = this.pieceAt(start);
    const to = Math.min(end, piece.end);
    const known = this.known(start, to);
    if (known !== undefined) return known;
    const { block } = this;
    const isClose = start >= block.start && start <= block.start + block.bytes.length + maxBlockSize;
    this.blockSize = isClose ? Math.min(2 * this.blockSize, maxBlockSize) : minBlockSize;
    const readTo = Math.min(piece.end, Math.max(to, start + this.blockSize));
    const from = piece.at + start - piece.start;
    const bytes = await this.file[piece.isKept ? 'kept' : 'read'](from, from + readTo - start);
    if (bytes.length <= maxBlockSize) this.block = { start, bytes };
    return bytes.subarray(0, to - start);
  }

  private known(start: number, end: number): Uint8Array | undefined {
    const { block } = this;
    if (start < block.start || end > block.start + block.bytes.length) return undefined;
    return block.bytes.subarray(start - block.start, end - block.start);
  }

  private pieceAt(start: number) {
    return this.pieces.findLast((each) => each.start <= start)!;
  }
}

const decoder = new TextDecoder();

function linesOf(bytes: Uint8Array, most?: number): readonly string[] {
  const text = decoder.decode(bytes);
  return text.split(text.includes('\r') ? /\r?\n/ : '\n', most);
}
