import { dumpFile, type OpenedFile } from '../../protocol';
import type { DiskFiles } from '../ports/diskFiles';
import { DiskDump } from './diskDump';
import type { OpenDumps, UserCodeOf } from './openDumps';
import { Cancelled, type Progress, readDumpFile } from './readDumpFile';

/** A file whose dump the server keeps. */
interface KeptFile {
  readonly stamp: string;
  readonly dump: DiskDump;
  readonly opened: OpenedFile;
}

/** A file that is being read, and who waits for it. */
interface Opening {
  readonly result: Promise<OpenedFile>;
  readonly waiting: Progress[];
  /** Of all of them. */
  readonly progress: Progress;
}

/** Dumps that the server reads from disk, because no editor can: too large for it, or packed. */
export class DiskDumps implements OpenDumps {
  private readonly opened = new Map<string, KeptFile>();
  private readonly opening = new Map<string, Opening>();
  private isClosed = false;

  constructor(
    private readonly files: DiskFiles | undefined,
    private readonly userCodeOf: UserCodeOf,
  ) {}

  get(uri: string): DiskDump | undefined {
    return this.opened.get(uri)?.dump;
  }

  get uris(): readonly string[] {
    return [...this.opened.keys()];
  }

  updateUserCode(): void {
    for (const [uri, kept] of this.opened) {
      this.opened.set(uri, { ...kept, dump: kept.dump.withUserCode(this.userCodeOf(kept.dump.dump)) });
    }
  }

  /**
   * Who opens a file that is just being read waits for the same reading, which goes on while anybody waits for it.
   *
   * @throws Cancelled, or an error whose message says to people why the file cannot be opened
   */
  async open(uri: string, progress: Progress): Promise<OpenedFile> {
    let opening = this.opening.get(uri);
    if (opening === undefined || opening.progress.isCancelled()) {
      this.opening.set(uri, (opening = this.begin(uri, progress)));
    } else {
      opening.waiting.push(progress);
    }
    const opened = await opening.result;
    if (progress.isCancelled()) throw new Cancelled();
    return opened;
  }

  private begin(uri: string, first: Progress): Opening {
    const waiting = [first];
    const progress: Progress = {
      report(read, size) {
        waiting.find(({ isCancelled }) => !isCancelled())?.report(read, size);
      },
      isCancelled: () => waiting.every(({ isCancelled }) => isCancelled()),
    };
    const result = this.read(uri, progress).finally(() => {
      if (this.opening.get(uri)?.result === result) this.opening.delete(uri);
    });
    return { result, waiting, progress };
  }

  /** A file that is just being read is not closed: somebody waits for it. */
  async close(uri: string): Promise<void> {
    const dump = this.opened.get(uri)?.dump;
    this.opened.delete(uri);
    await dump?.close();
  }

  /** For good. */
  async closeAll(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.uris.map((uri) => this.close(uri)));
  }

  private async read(uri: string, { report, isCancelled }: Progress): Promise<OpenedFile> {
    if (this.files === undefined) {
      throw new Error('Large and packed files can be opened in VS Code on a computer, not in a browser.');
    }
    const source = dumpFile(uri);
    if (source === undefined) throw new Error(`${uri} does not name the dump of a file.`);
    const file = await this.files.open(source);
    let isKept = false;
    try {
      const kept = this.opened.get(uri);
      if (kept?.stamp === file.stamp) return kept.opened;
      const read = await readDumpFile(file, { report, isCancelled: () => this.isClosed || isCancelled() });
      const opened: OpenedFile =
        file.damage === undefined ? {} : { warning: `${file.damage} The part before is shown.` };
      if (typeof read === 'string') return { ...opened, text: read };
      if (this.isClosed) throw new Cancelled();
      isKept = true;
      const dump = new DiskDump(uri, read.dump, this.userCodeOf(read.dump), read.text, file);
      await this.close(uri);
      this.opened.set(uri, { stamp: file.stamp, dump, opened });
      return opened;
    } finally {
      if (!isKept) await file.close();
    }
  }
}
