import { type TextDocument, Uri, workspace } from 'vscode';
import { dumpFile, fileGoroutineUri } from '../../protocol';
import type { ServerFiles } from './serverFiles';
import { openDumpDocument } from './openDumpDocument';

/** A position that an editor can show. Line and UTF-16 column are zero-based. */
export interface EditorPosition {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Access to dumps by uri. Only this module distinguishes dumps in documents from dumps in files that the server reads. */
export class Dumps {
  constructor(private readonly files: ServerFiles) {}

  /**
   * Makes sure that the server has the dump.
   *
   * @returns the version of the dump, which changes with its text
   * @throws CancellationError if the user has cancelled reading a file, else an error with a message for the user
   */
  async open(uri: string): Promise<number> {
    const isDocument = dumpFile(uri) === undefined || openDocument(uri) !== undefined;
    const version = isDocument ? undefined : await this.files.keep(uri);
    return version ?? (await openDumpDocument(Uri.parse(uri))).version;
  }

  /**
   * The position where an editor shows a goroutine of the dump. If no editor has the whole text, the goroutine has its own
   * document.
   */
  editorPositionOf({ uri, ...position }: EditorPosition, id: number | undefined): EditorPosition {
    if (dumpFile(uri) === undefined || openDocument(uri) !== undefined) return { uri, ...position };
    const goroutine = { dump: uri, line: position.line, ...(id !== undefined && { id }) };
    return { uri: fileGoroutineUri(goroutine), line: 0, character: 0 };
  }
}

/** Whether the server can read the dump without a document in the editor. */
export function needsNoDocument(uri: string): boolean {
  return dumpFile(uri) !== undefined;
}

function openDocument(uri: string): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri);
}
