import { type Dump, guessUserCode } from '../../core';
import { dedupView } from '../../protocol';
import type { DiskFiles } from '../ports/diskFiles';
import { DiskDumps } from './diskDumps';
import { DocumentDumps, type OpenDocuments } from './documentDumps';
import type { DumpDocument } from './dumpDocument';
import type { GroupedDump } from './groupedDump';
import type { OpenDumps } from './openDumps';

/** Finds the dump that a document was made from. */
export interface DedupedDumps {
  /** Undefined if it is not open. */
  get(uri: string): GroupedDump | undefined;
  /** The document itself if it is not deduplicated, or if the dump that it was made from is not open. */
  dedupedFrom(document: GroupedDump): GroupedDump;
}

/** All open dumps. Only this store knows whether the text of a dump is a document or a file on disk. */
export class DumpStore implements DedupedDumps {
  readonly documents: DocumentDumps;
  readonly disk: DiskDumps;
  private readonly kinds: readonly OpenDumps[];
  /** Module paths of the workspace. */
  private modules: readonly string[] = [];

  /** @param files undefined without a disk */
  constructor(documents: OpenDocuments, files?: DiskFiles) {
    const userCodeOf = (dump: Dump) => guessUserCode(dump, this.modules);
    this.documents = new DocumentDumps(documents, userCodeOf);
    this.disk = new DiskDumps(files, userCodeOf);
    this.kinds = [this.documents, this.disk];
  }

  get(uri: string): GroupedDump | undefined {
    for (const kind of this.kinds) {
      const dump = kind.get(uri);
      if (dump !== undefined) return dump;
    }
    return undefined;
  }

  /** Uris of all open dumps. */
  get uris(): readonly string[] {
    return this.kinds.flatMap(({ uris }) => uris);
  }

  dedupedFrom(document: GroupedDump): GroupedDump {
    const view = dedupView(document.uri);
    return (view && this.get(view.dump)) ?? document;
  }

  /** All open documents, without deduplicated documents whose dump is open. */
  get dumpDocuments(): readonly DumpDocument[] {
    const all = this.documents.all;
    return all.filter((document) => {
      const dump = this.dedupedFrom(document);
      return dump === document || !all.some((other) => other === dump);
    });
  }

  /** Sets the modules of the workspace, which determine the user code. @returns whether they have changed */
  setModules(modules: readonly string[]): boolean {
    if (modules.join('\n') === this.modules.join('\n')) return false;
    this.modules = modules;
    for (const kind of this.kinds) kind.updateUserCode();
    return true;
  }
}
