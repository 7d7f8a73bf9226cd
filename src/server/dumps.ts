import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type Dump,
  type GoroutineGroup,
  groupDump,
  type GroupKey,
  groupKeys,
  guessUserCode,
  type LineAt,
  parseDump,
  type UserCode,
} from '../core';
import { dedupView } from '../protocol';
import { DocumentText } from './documentText';

/** One version of an open document, parsed. */
export class DumpDocument {
  readonly dump: Dump;
  private readonly byKey = new Map<GroupKey, readonly GoroutineGroup[]>();

  constructor(
    readonly uri: string,
    readonly version: number,
    readonly lines: DocumentText,
    readonly isUserCode: UserCode,
    dump: Dump,
  ) {
    this.dump = dump;
  }

  get lineAt(): LineAt {
    return this.lines.lineAt;
  }

  /**
   * Largest first.
   *
   * @throws for a key that does not exist, as a request may name one
   */
  groups(key: GroupKey = 'stack'): readonly GoroutineGroup[] {
    if (!groupKeys.includes(key)) throw new Error(`Groups cannot be made by ${key}.`);
    let groups = this.byKey.get(key);
    if (groups === undefined) {
      groups = groupDump(this.dump, key, { isUserCode: this.isUserCode, lineAt: this.lineAt });
      this.byKey.set(key, groups);
    }
    return groups;
  }
}

/** The open documents as dumps: each version is parsed once, when it is first asked for. */
export class Dumps {
  private readonly parsed = new Map<string, DumpDocument>();
  private modules: readonly string[] = [];

  constructor(
    private readonly documents: { get(uri: string): TextDocument | undefined; keys(): readonly string[] },
  ) {}

  /** The document as a dump; undefined if it is not open. */
  get(uri: string): DumpDocument | undefined {
    const document = this.documents.get(uri);
    if (document === undefined) return undefined;
    let parsed = this.parsed.get(uri);
    if (parsed?.version !== document.version) {
      const lines = new DocumentText(document.getText());
      parsed = this.make(uri, document.version, lines, parseDump(lines.text));
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
    for (const { uri, version, lines, dump } of this.parsed.values()) this.make(uri, version, lines, dump);
    return true;
  }

  /** All open dumps, without deduplicated ones beside their source. */
  sources(): readonly DumpDocument[] {
    const all = this.documents.keys().flatMap((uri) => this.get(uri) ?? []);
    return all.filter((document) => this.source(document) === document);
  }

  close(uri: string): void {
    this.parsed.delete(uri);
  }

  private make(uri: string, version: number, lines: DocumentText, dump: Dump): DumpDocument {
    const document = new DumpDocument(uri, version, lines, guessUserCode(dump, this.modules), dump);
    this.parsed.set(uri, document);
    return document;
  }
}
