import { Emitter } from 'vscode-languageserver';
import { dumpFile, type FileChange, type OpenedFile } from '../../protocol';
import type { DiskFiles } from '../ports/diskFiles';
import { DiskDump } from './diskDump';
import { FileCheck } from './fileCheck';
import type { OpenDumps, UserCodeOf } from './openDumps';
import { Cancelled, type Progress, readDumpFile } from './readDumpFile';

/** A file whose dump the server keeps. */
interface KeptFile {
  readonly stamp: string;
  readonly dump: DiskDump;
  readonly opened: OpenedFile;
  readonly check: FileCheck;
}

/** A file that is being read, and the callers that wait for it. */
interface Opening {
  readonly result: Promise<OpenedFile>;
  readonly waiting: Progress[];
  /** The progress of all waiting callers. */
  readonly progress: Progress;
}

/** Dumps that the server reads from disk, because they are too large for an editor, or packed. */
export class DiskDumps implements OpenDumps {
  private readonly opened = new Map<string, KeptFile>();
  private readonly opening = new Map<string, Opening>();
  private isClosed = false;
  private readonly fileChanged = new Emitter<{ readonly uri: string; readonly change: FileChange }>();
  private readonly replaced = new Emitter<string>();

  /** Called when a file has changed since it was read. */
  readonly onDidChangeFile = this.fileChanged.event;
  /** Called when a changed file has been read again: another dump has the uri now. */
  readonly onDidReplace = this.replaced.event;

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
   * Opens a file. Callers that open a file while it is being read share one read, which continues as long as one of them
   * waits.
   *
   * @throws Cancelled, or an error with a message for the user
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

  /** Closes a file. If the file is being read, the read continues. */
  async close(uri: string): Promise<void> {
    const dump = this.opened.get(uri)?.dump;
    this.opened.delete(uri);
    await dump?.close();
  }

  /** Checks whether the file of a dump has changed. Does nothing for a dump that is not open or not in a file. */
  async check(uri: string): Promise<void> {
    await this.opened.get(uri)?.check.run();
  }

  /** Closes all files. No file can be opened afterwards. */
  async closeAll(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.uris.map((uri) => this.close(uri)));
  }

  private async read(uri: string, { report, isCancelled }: Progress): Promise<OpenedFile> {
    if (this.files === undefined) {
      throw new Error('Large and packed files can be opened in VS Code on a computer, not in a browser.');
    }
    const fileUri = dumpFile(uri);
    if (fileUri === undefined) throw new Error(`${uri} does not name the dump of a file.`);
    const file = await this.files.open(fileUri);
    let isKept = false;
    try {
      const kept = this.opened.get(uri);
      if (kept?.stamp === file.stamp) return kept.opened;
      const read = await readDumpFile(file, { report, isCancelled: () => this.isClosed || isCancelled() });
      const opened: OpenedFile =
        file.damage === undefined ? {} : { warning: `${file.damage} The part before is shown.` };
      if (this.isClosed) throw new Cancelled();
      if (typeof read === 'string') {
        await this.replace(uri, undefined);
        return { ...opened, text: read };
      }
      isKept = true;
      const dump = new DiskDump(uri, read.dump, this.userCodeOf(read.dump), read.text, file);
      const check = new FileCheck(file, (change) => {
        this.fileChanged.fire({ uri, change });
      });
      await this.replace(uri, { stamp: file.stamp, dump, opened, check });
      return opened;
    } finally {
      if (!isKept) await file.close();
    }
  }

  private async replace(uri: string, kept: KeptFile | undefined): Promise<void> {
    const old = this.opened.get(uri);
    if (kept === undefined) this.opened.delete(uri);
    else this.opened.set(uri, kept);
    if (old === undefined) return;
    this.replaced.fire(uri);
    await old.dump.close();
  }
}
