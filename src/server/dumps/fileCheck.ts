import type { FileChange } from '../../protocol';
import type { DiskFile } from '../ports/diskFiles';

/** Checks whether a file has been rewritten or removed since it was read, and reports each change once. */
export class FileCheck {
  private reported: FileChange | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly file: DiskFile,
    private readonly report: (change: FileChange) => void,
  ) {}

  /** A caller during a check waits for that check. */
  run(): Promise<void> {
    return (this.running ??= this.check().finally(() => (this.running = undefined)));
  }

  private async check(): Promise<void> {
    const change = await this.file.change();
    const isNew = change !== this.reported;
    this.reported = change;
    if (change !== undefined && isNew) this.report(change);
  }
}
