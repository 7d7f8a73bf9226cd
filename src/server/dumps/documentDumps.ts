import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Dump, readDump } from '../../core';
import { DocumentText } from './documentText';
import { type DocumentTexts, DumpDocument } from './dumpDocument';
import type { OpenDumps, UserCodeOf } from './openDumps';

/** The open documents of the editor. */
export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  keys(): readonly string[];
}

/** The dumps of the open documents. Each version of a document is parsed once, on first use. */
export class DocumentDumps implements OpenDumps {
  private readonly parsed = new Map<string, DumpDocument>();

  constructor(
    private readonly documents: OpenDocuments,
    private readonly userCodeOf: UserCodeOf,
  ) {}

  get(uri: string): DumpDocument | undefined {
    const document = this.documents.get(uri);
    if (document === undefined) return undefined;
    const parsed = this.parsed.get(uri);
    if (parsed?.version === document.version) return parsed;
    const text = DocumentText.ofEditor(document.getText());
    const { dump, unwrapped } = readDump(text.text);
    const { origins } = unwrapped;
    const dumpText = origins === undefined ? text : DocumentText.ofDump(unwrapped.text);
    return this.keep(uri, document.version, { document: text, dump: dumpText, origins }, dump);
  }

  get uris(): readonly string[] {
    return this.documents.keys();
  }

  get all(): readonly DumpDocument[] {
    return this.uris.flatMap((uri) => this.get(uri) ?? []);
  }

  updateUserCode(): void {
    for (const { uri, version, text, dump } of this.parsed.values()) this.keep(uri, version, text, dump);
  }

  close(uri: string): void {
    this.parsed.delete(uri);
  }

  private keep(uri: string, version: number, text: DocumentTexts, dump: Dump): DumpDocument {
    const document = new DumpDocument(uri, version, text, this.userCodeOf(dump), dump);
    this.parsed.set(uri, document);
    return document;
  }
}
