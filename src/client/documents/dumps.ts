import { type TextDocument, Uri, workspace } from 'vscode';
import { dumpFile, fileGoroutineUri } from '../../protocol';
import type { DiskFiles } from './diskFiles';
import { openDumpDocument } from './openDumpDocument';

/** A place that an editor can show. Line and column are zero-based. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Dumps by their uris. Only this file tells those in documents from those in files that the server reads. */
export class Dumps {
  constructor(private readonly files: DiskFiles) {}

  /**
   * Makes sure that the server has the dump.
   *
   * @returns its version, which changes when its text does
   * @throws CancellationError if the user has cancelled the reading of a file, else an error with a message for the user
   */
  async open(uri: string): Promise<number> {
    const isDocument = dumpFile(uri) === undefined || openDocument(uri) !== undefined;
    const version = isDocument ? undefined : await this.files.keep(uri);
    return version ?? (await openDumpDocument(Uri.parse(uri))).version;
  }

  /** Where an editor shows a goroutine that begins at a position of the dump: alone if no editor has the whole text. */
  placeOf({ uri, ...position }: Place, id: number | undefined): Place {
    if (dumpFile(uri) === undefined || openDocument(uri) !== undefined) return { uri, ...position };
    const goroutine = { dump: uri, line: position.line, ...(id !== undefined && { id }) };
    return { uri: fileGoroutineUri(goroutine), line: 0, character: 0 };
  }
}

/** Whether the server can have the dump without a document of the editor. */
export function needsNoDocument(uri: string): boolean {
  return dumpFile(uri) !== undefined;
}

function openDocument(uri: string): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri);
}
