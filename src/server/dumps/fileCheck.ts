import type { FileChange } from '../../protocol';
import type { DiskFile } from '../ports/diskFiles';

/** Notices that a file was rewritten or removed after it was read, and tells so once. */
export class FileCheck {
  private told: FileChange | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly file: DiskFile,
    private readonly tell: (change: FileChange) => void,
  ) {}

  /** Who asks while a check is running waits for it. */
  run(): Promise<void> {
    return (this.running ??= this.check().finally(() => (this.running = undefined)));
  }

  private async check(): Promise<void> {
    const change = await this.file.change();
    const isNew = change !== this.told;
    this.told = change;
    if (change !== undefined && isNew) this.tell(change);
  }
}
