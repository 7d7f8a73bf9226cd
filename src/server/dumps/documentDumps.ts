import type { CancellationToken, Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Dump,
  framesAmong,
  framesBetween,
  type FrameText,
  frameTextAt,
  guessUserCode,
  type Origins,
  readDump,
  type Span,
  type UserCode,
} from '../../core';
import { dedupView } from '../../protocol';
import { throwIfCancelled } from '../turns';
import { DocumentText } from './documentText';
import { GroupedDump } from './groupedDump';

/** An open document's text, and that of the dump in it, which is another one if something is around the dump. */
interface DocumentTexts {
  readonly document: DocumentText;
  readonly dump: DocumentText;
  /** Undefined if both are the same. */
  readonly origins: Origins | undefined;
}

/** One version of an open document, parsed. */
export class DumpDocument extends GroupedDump {
  constructor(
    uri: string,
    readonly version: number,
    readonly text: DocumentTexts,
    isUserCode: UserCode,
    dump: Dump,
  ) {
    super(uri, dump, isUserCode);
  }

  /** The dump's text. */
  get lines(): DocumentText {
    return this.text.dump;
  }

  readonly lineAt = (line: number): string => this.text.dump.lineAt(line);

  override readLines(from: number, to: number, token: CancellationToken): Promise<readonly string[]> {
    throwIfCancelled(token);
    return Promise.resolve(Array.from({ length: Math.max(0, to - from) }, (_, n) => this.lineAt(from + n)));
  }

  override position(line: number, character = 0): Position {
    const { origins, document, dump } = this.text;
    return origins === undefined
      ? { line, character }
      : document.positionAt(origins.originOf(dump.byteAt(line, character)));
  }

  /** Where a part of one of the dump's lines stands in the document. */
  range(line: number, { start, end }: Span): Range {
    if (this.text.origins === undefined || end === start) {
      const at = this.position(line, start);
      return { start: at, end: end === start ? at : { line, character: end } };
    }
    const first = this.position(line, start);
    const last = this.position(line, end - 1);
    if (isAfter(first, last)) return this.firstPiece(line, { start, end });
    // What follows the last character may be elsewhere, but not if that is an escape of several.
    const next = this.position(line, end);
    const { document } = this.text;
    const isEscape = /[\\&#]/.test(document.lineAt(last.line).charAt(last.character));
    return {
      start: first,
      end: isEscape && next.line === last.line && isAfter(next, last) ? next : document.positionAfter(last),
    };
  }

  /** Of a part of a line that the document has in several pieces out of order: where its first piece stands. */
  private firstPiece(line: number, { start, end }: Span): Range {
    const first = this.position(line, start);
    let last = first;
    for (let character = start + 1; character < end; character++) {
      const next = this.position(line, character);
      if (!isAfter(next, last)) break;
      last = next;
    }
    return { start: first, end: this.text.document.positionAfter(last) };
  }

  override textPosition(position: Position): Position {
    const { origins, document, dump } = this.text;
    if (origins === undefined) return position;
    const byte = document.byteAt(position.line, position.character);
    return dump.positionAt(origins.textOf(byte, document.lineEndAfter(byte)));
  }

  /** The frames whose lines are between two lines; `to` is exclusive. */
  framesBetween(from: number, to: number): Iterable<FrameText> {
    const others = framesAmong(this.dump.otherFrames, from - 1, to);
    return others.length > 0 ? others : framesBetween(this.lineAt, from, to);
  }

  /** The frame whose function line or file line it is. */
  frameAt(line: number): FrameText | undefined {
    const others = framesAmong(this.dump.otherFrames, line - 2, line + 2);
    const other = others.find(({ functionLine, fileLine }) => functionLine === line || fileLine === line);
    return other ?? frameTextAt(this.lineAt, line, this.lines.lineCount);
  }
}

export function isAfter(one: Position, other: Position): boolean {
  return one.line > other.line || (one.line === other.line && one.character > other.character);
}

/** Finds the dump that a deduplicated document was made from. */
export interface SourceDumps {
  /** The document itself if it is not deduplicated, or its source is not open. */
  source(document: DumpDocument): GroupedDump;
}

/** The documents that the editor has open. */
export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  keys(): readonly string[];
}

/** The open documents as dumps: each version is parsed once, when it is first asked for. */
export class Dumps {
  private readonly parsed = new Map<string, DumpDocument>();
  private modules: readonly string[] = [];

  constructor(private readonly documents: OpenDocuments) {}

  /** The document as a dump; undefined if it is not open. */
  get(uri: string): DumpDocument | undefined {
    const document = this.documents.get(uri);
    if (document === undefined) return undefined;
    let parsed = this.parsed.get(uri);
    if (parsed?.version !== document.version) {
      const text = DocumentText.ofEditor(document.getText());
      const { dump, unwrapped } = readDump(text.text);
      const { origins } = unwrapped;
      const dumpText = origins === undefined ? text : DocumentText.ofDump(unwrapped.text);
      parsed = this.make(uri, document.version, { document: text, dump: dumpText, origins }, dump);
    }
    return parsed;
  }

  /** The dump that a deduplicated document was made from, if it is open; else the document itself. */
  source(document: DumpDocument): DumpDocument {
    const view = dedupView(document.uri);
    return (view && this.get(view.source)) ?? document;
  }

  /** Module paths of the workspace have become known: what is the user's own code may be another. False if they are the same. */
  setModules(modules: readonly string[]): boolean {
    if (modules.join('\n') === this.modules.join('\n')) return false;
    this.modules = modules;
    for (const { uri, version, text, dump } of this.parsed.values()) this.make(uri, version, text, dump);
    return true;
  }

  get uris(): readonly string[] {
    return this.documents.keys();
  }

  get workspaceModules(): readonly string[] {
    return this.modules;
  }

  /** All open dumps, without deduplicated ones beside their source. */
  sources(): readonly DumpDocument[] {
    const all = this.documents.keys().flatMap((uri) => this.get(uri) ?? []);
    return all.filter((document) => this.source(document) === document);
  }

  close(uri: string): void {
    this.parsed.delete(uri);
  }

  private make(uri: string, version: number, text: DocumentTexts, dump: Dump): DumpDocument {
    const document = new DumpDocument(uri, version, text, guessUserCode(dump, this.modules), dump);
    this.parsed.set(uri, document);
    return document;
  }
}
