import type { BigIntStats } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, type TransformOptions } from 'node:stream';
import { createGunzip, type ZlibOptions } from 'node:zlib';
import type { FileChange } from '../../protocol';
import { type DiskFile, type DiskFiles, FileChanged } from '../ports/diskFiles';
import { BlockSums } from './blockSums';
import { pathOf } from './disk';

/** In bytes. */
const chunkSize = 4 << 20;
/** Bytes that are unpacked at once, and lost if they are damaged. */
const unpackedSize = 64 << 10;
/** A file with a larger ratio is a decompression bomb: dumps are compressed at most a hundredfold. */
const maxRatio = 400;
/** In bytes. A smaller decompression bomb is harmless. */
const harmlessSize = 64 << 20;
/** Buffers nothing in the stream: buffered text would be lost if the text after it is damaged. */
const unpacking: ZlibOptions & TransformOptions = { chunkSize: unpackedSize, highWaterMark: 1 };
const maxUnpackedSize = 2 ** 32 - 1;

/** The files of the server's machine. */
export const diskFiles: DiskFiles = {
  async open(uri) {
    const path = pathOf(uri);
    if (path === undefined) throw new Error(`${uri} is not on this machine’s disk: copy it there first.`);
    // Checked before the file is opened: opening a pipe would wait for a writer.
    if (!(await stat(path)).isFile()) throw new Error(`${path} is not a file.`);
    const file = await open(path, 'r');
    try {
      return await OpenFile.of(path, file);
    } catch (error) {
      await file.close();
      throw error;
    }
  },
};

class OpenFile implements DiskFile {
  damage: string | undefined;
  private readonly sums = new BlockSums();
  private store: { readonly folder: string; readonly file: FileHandle; size: number } | undefined;

  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
    readonly size: number,
    readonly stamp: string,
    readonly isPacked: boolean,
  ) {}

  static async of(path: string, file: FileHandle): Promise<OpenFile> {
    const stats = await file.stat({ bigint: true });
    const size = Number(stats.size);
    if (size > maxUnpackedSize) throw new Error(`${path} was not opened: it is larger than 4 GB.`);
    const [first, second] = await readBytes(file, 0, 2);
    return new OpenFile(path, file, size, stampOf(stats), first === 0x1f && second === 0x8b);
  }

  async *chunks(onRead: (bytes: number) => void): AsyncIterable<Uint8Array> {
    if (!this.isPacked) {
      yield* this.chunksOnDisk(onRead);
      return;
    }
    const packed = Readable.from(this.chunksOnDisk(onRead));
    const gunzip = packed.pipe(createGunzip(unpacking));
    packed.on('error', (error) => gunzip.destroy(error));
    let unpacked = 0;
    try {
      for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
        unpacked += chunk.length;
        if (unpacked > harmlessSize && unpacked / this.size > maxRatio) {
          throw new Error(
            `${this.path} was not opened: it unpacks to more than ${maxRatio} times its size, which no dump does.`,
          );
        }
        if (unpacked > maxUnpackedSize) {
          throw new Error(`${this.path} was not opened: it unpacks to more than 4 GB.`);
        }
        yield chunk;
      }
    } catch (error) {
      if (!isUnpackError(error)) throw error;
      this.damage = `${this.path} is truncated or damaged: ${error.message}.`;
    } finally {
      packed.destroy();
    }
  }

  /** Reads the file that was opened, even if another file has its name now. */
  private async *chunksOnDisk(onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    for (let position = 0; ;) {
      const chunk = Buffer.allocUnsafe(chunkSize);
      const { bytesRead } = await this.file.read(chunk, 0, chunkSize, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      onRead(bytesRead);
      const bytes = chunk.subarray(0, bytesRead);
      if (!this.isPacked) this.sums.add(bytes);
      yield bytes;
    }
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    const blocks = this.sums.blocksAround(start, end);
    const bytes = await readBytes(this.file, blocks.start, blocks.end);
    if (bytes.length < blocks.end - blocks.start || !this.sums.match(blocks.start, bytes)) {
      throw new FileChanged(this.path);
    }
    return bytes.subarray(start - blocks.start, end - blocks.start);
  }

  async change(): Promise<FileChange | undefined> {
    try {
      return stampOf(await stat(this.path, { bigint: true })) === this.stamp ? undefined : 'rewritten';
    } catch (error) {
      return hasCode(error, 'ENOENT', 'ENOTDIR') ? 'removed' : undefined; // else it cannot be told
    }
  }

  async keep(bytes: Uint8Array): Promise<number> {
    if (this.store === undefined) {
      const folder = await mkdtemp(join(tmpdir(), 'goroutine-dump-'));
      this.store = { folder, file: await open(join(folder, 'text'), 'wx+', 0o600), size: 0 };
      // Unlinked at once, so that the file is gone however the server ends. Windows cannot unlink open files.
      if (process.platform !== 'win32') await removeFolder(folder);
    }
    const { store } = this;
    const start = store.size;
    for (let done = 0; done < bytes.length;) {
      done += (await store.file.write(bytes, done, bytes.length - done, start + done)).bytesWritten;
    }
    store.size += bytes.length;
    return start;
  }

  kept(start: number, end: number): Promise<Uint8Array> {
    return readBytes(this.store!.file, start, end);
  }

  async close(): Promise<void> {
    await this.file.close();
    if (this.store === undefined) return;
    await this.store.file.close();
    await removeFolder(this.store.folder);
  }
}

/** Codes of zlib errors: https://nodejs.org/docs/latest-v20.x/api/zlib.html#constants */
function isUnpackError(error: unknown): error is Error {
  return hasCode(error, 'Z_BUF_ERROR', 'Z_DATA_ERROR');
}

function hasCode(error: unknown, ...codes: readonly unknown[]): error is Error {
  return error instanceof Error && 'code' in error && codes.includes(error.code);
}

/** Changes when the file is written, and when another file gets its name. */
function stampOf({ size, mtimeNs, ino }: BigIntStats): string {
  return [size, mtimeNs, ino].join();
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** Reads bytes; fewer if the file ends before `end`. */
async function readBytes(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
