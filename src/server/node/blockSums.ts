import { crc32 } from 'node:zlib';

/** In bytes. */
const blockSize = 64 << 10;

/** Checksums of the blocks of a file. They show whether a part has changed when it is read again. */
export class BlockSums {
  private readonly sums: number[] = [];
  private length = 0;

  /** Adds the next bytes of the file. */
  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const block = Math.floor(this.length / blockSize);
      const end = Math.min(bytes.length, at + (block + 1) * blockSize - this.length);
      this.sums[block] = crc32(bytes.subarray(at, end), this.sums[block] ?? 0);
      this.length += end - at;
      at = end;
    }
  }

  /** The range of the blocks that contain a range of bytes. */
  blocksAround(start: number, end: number): { readonly start: number; readonly end: number } {
    return {
      start: Math.floor(start / blockSize) * blockSize,
      end: Math.min(this.length, Math.ceil(end / blockSize) * blockSize),
    };
  }

  /** Whether the bytes, which begin with the block at `start`, are those that were added. */
  match(start: number, bytes: Uint8Array): boolean {
    for (let at = 0; at < bytes.length; at += blockSize) {
      const sum = crc32(bytes.subarray(at, at + blockSize));
      if (sum !== this.sums[(start + at) / blockSize]) return false;
    }
    return true;
  }
}
