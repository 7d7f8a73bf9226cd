import {
  closeSync,
  createReadStream,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { URI } from 'vscode-uri';
import type { DumpFile, DumpFiles } from './dumpFiles';

/** In bytes. */
const chunkSize = 4 << 20;
/** Text of dumps is packed a hundred times smaller at most: what unpacks to more than this many times is a bomb. */
const largestRatio = 400;
/** In bytes: a bomb is harmless below, and a text above is no dump. */
const ratioMatters = 64 << 20;
const largestUnpacked = 2 ** 32 - 1;

/** The files of the machine that the server runs on. */
export const diskDumpFiles: DumpFiles = {
  open(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') throw new Error(`${uri} is not on this machine’s disk: copy it there first.`);
    return Promise.resolve(new DiskDumpFile(fsPath));
  },
};

class DiskDumpFile implements DumpFile {
  readonly stamp: string;
  readonly size: number;
  readonly isPacked: boolean;
  private readonly descriptor: number;
  private store: { readonly folder: string; readonly descriptor: number; size: number } | undefined;

  constructor(private readonly path: string) {
    this.descriptor = openSync(path, 'r');
    const { size, mtimeMs, ino, isFile } = statOf(this.descriptor);
    if (!isFile) {
      closeSync(this.descriptor);
      throw new Error(`${path} is not a file.`);
    }
    this.size = size;
    this.stamp = [size, mtimeMs, ino].join();
    const [first, second] = this.read(0, 2);
    this.isPacked = first === 0x1f && second === 0x8b;
  }

  async *chunks(onRead: (bytes: number) => void): AsyncIterable<Uint8Array> {
    const packed = createReadStream(this.path, { highWaterMark: chunkSize });
    packed.on('data', (chunk) => {
      onRead(chunk.length);
    });
    if (!this.isPacked) {
      yield* packed as AsyncIterable<Uint8Array>;
      return;
    }
    let unpacked = 0;
    try {
      for await (const chunk of packed.pipe(createGunzip({ chunkSize })) as AsyncIterable<Uint8Array>) {
        unpacked += chunk.length;
        if (unpacked > ratioMatters && unpacked / this.size > largestRatio) {
          throw new Error(
            `${this.path} was not opened: it unpacks to more than ${largestRatio} times its size, as no dump does.`,
          );
        }
        if (unpacked > largestUnpacked) {
          throw new Error(`${this.path} was not opened: it unpacks to more than 4 GB.`);
        }
        yield chunk;
      }
    } finally {
      packed.destroy();
    }
  }

  read(start: number, end: number): Uint8Array {
    return readBytes(this.descriptor, start, end);
  }

  keep(bytes: Uint8Array): number {
    if (this.store === undefined) {
      const folder = mkdtempSync(join(tmpdir(), 'goroutine-dump-'));
      this.store = { folder, descriptor: openSync(join(folder, 'text'), 'w+', 0o600), size: 0 };
    }
    const { store } = this;
    const start = store.size;
    for (let done = 0; done < bytes.length;) {
      done += writeSync(store.descriptor, bytes, done, bytes.length - done, start + done);
    }
    store.size += bytes.length;
    return start;
  }

  kept(start: number, end: number): Uint8Array {
    return this.store === undefined ? new Uint8Array() : readBytes(this.store.descriptor, start, end);
  }

  close(): void {
    closeSync(this.descriptor);
    if (this.store === undefined) return;
    closeSync(this.store.descriptor);
    rmSync(this.store.folder, { recursive: true, force: true });
    this.store = undefined;
  }
}

function statOf(descriptor: number) {
  const info = fstatSync(descriptor);
  return { size: info.size, mtimeMs: info.mtimeMs, ino: info.ino, isFile: info.isFile() };
}

function readBytes(descriptor: number, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(descriptor, bytes, done, bytes.length - done, start + done);
    if (count === 0) break; // the file has become shorter
    done += count;
  }
  return bytes.subarray(0, done);
}
