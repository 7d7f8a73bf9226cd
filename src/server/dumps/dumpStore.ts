import { dedupView } from '../../protocol';
import type { DiskFiles } from '../ports/diskFiles';
import { DiskDumps } from './diskDumps';
import { Dumps, type OpenDocuments } from './documentDumps';
import type { GroupedDump } from './groupedDump';

/** All dumps that the server has: those in open documents, and those in files that it has read from disk. */
export class DumpStore {
  readonly documents: Dumps;
  readonly disk: DiskDumps;

  /** @param files undefined where there is no disk */
  constructor(documents: OpenDocuments, files?: DiskFiles) {
    this.documents = new Dumps(documents);
    this.disk = new DiskDumps(files, () => this.documents.workspaceModules);
  }

  /** Undefined if it is not open. */
  get(uri: string): GroupedDump | undefined {
    return this.documents.get(uri) ?? this.disk.get(uri);
  }

  /** Uris of all open dumps. */
  get uris(): readonly string[] {
    return [...this.documents.uris, ...this.disk.uris];
  }

  /** The dump that a deduplicated document was made from, if it is open; else the dump itself. */
  source(dump: GroupedDump): GroupedDump {
    const view = dedupView(dump.uri);
    return (view && this.get(view.source)) ?? dump;
  }

  /**
   * Tells all dumps of the workspace's modules, which decide what the user's own code is. Returns whether they are others
   * than before.
   */
  setModules(modules: readonly string[]): boolean {
    if (!this.documents.setModules(modules)) return false;
    this.disk.setModules(modules);
    return true;
  }
}
