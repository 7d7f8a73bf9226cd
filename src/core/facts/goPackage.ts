import { appendTo } from '../bytes/appendTo';
import type { Func } from './code';
import type { GoFile, PackageVariable } from './goFile';
import type { GoType } from './goType';

/** A file that is parsed on demand. */
export interface UnreadFile {
  readonly uri: string;
  readonly text: string;
  /** Undefined if it cannot be parsed. */
  readonly read: () => GoFile | undefined;
}

/** What occurs in code that may block goroutines or unblock them. */
const relevant = /\bchan\b|<-|\bsync\b|Lock\(|Lock\b|\.Wait\(|\.Done\(|\bclose\(|^[ \t]*go\s/m;
/** Names that a file declares at its top level. */
const declared =
  /^(?:func\s+(?:\([^)\n]{0,300}\)\s*)?|type\s+|var\s+|\t(?=[\p{L}_][\p{L}\p{N}_]*\s+(?:=|struct\b|interface\b|func\b|chan\b|map\b|[*[\w.]+(?:\s|$))))([\p{L}_][\p{L}\p{N}_]*)/gmu;

/** The declarations of one package. Most files are parsed only when one of their names is looked up. */
export class GoPackage {
  /** The files whose code may block goroutines or unblock them. */
  readonly aboutWaiting: ReadonlySet<UnreadFile>;
  private readonly unread = new Map<string, UnreadFile[]>();
  private readonly read = new Map<string, GoFile | undefined>();
  private readonly unparsedSources: UnreadFile[] = [];
  private readonly functionsNamed = new Map<string, Func[]>();
  private readonly types = new Map<string, GoType>();
  /** The identifiers in the text of a file that was not read. */
  private readonly names = new Map<UnreadFile, ReadonlySet<string>>();
  private readonly typesByField = new Map<string, Set<string>>();
  private readonly variables = new Map<string, PackageVariable>();
  /** What `functions` returns until another file is read. */
  private known: readonly Func[] | undefined;

  constructor(
    readonly id: string,
    private readonly sources: readonly UnreadFile[],
    /** How many files of the package are not among them, because it has too many. */
    readonly leftOut = 0,
  ) {
    this.aboutWaiting = new Set(sources.filter(({ text }) => relevant.test(text)));
    for (const source of sources) {
      for (const [, name] of source.text.matchAll(declared)) {
        const others = this.unread.get(name!);
        if (others === undefined) this.unread.set(name!, [source]);
        else if (others.at(-1) !== source) others.push(source);
      }
    }
  }

  /** Those of the files whose code may block or unblock goroutines, and of files that were parsed for another reason. */
  get functions(): readonly Func[] {
    if (this.known !== undefined) return this.known;
    const functions = this.sources.flatMap((source) =>
      this.read.has(source.uri) || this.aboutWaiting.has(source)
        ? (this.fileOf(source)?.functions ?? [])
        : [],
    );
    this.known = functions;
    return functions;
  }

  type(name: string): GoType | undefined {
    this.readFilesWith(name);
    return this.types.get(name);
  }

  variable(name: string): PackageVariable | undefined {
    this.readFilesWith(name);
    return this.variables.get(name);
  }

  /** The functions and methods of this name. */
  named(name: string): readonly Func[] {
    this.readFilesWith(name);
    return this.functionsNamed.get(name) ?? [];
  }

  /** Whether a file that `functions` leaves out has the name in its text. */
  isNamedInUnreadFile(name: string): boolean {
    return this.sources.some(
      (source) =>
        (this.read.has(source.uri) ? this.isUnparsed(source) : !this.aboutWaiting.has(source)) &&
        this.namesIn(source).has(name),
    );
  }

  /** Uris of the files that could not be parsed. */
  get unparsed(): readonly string[] {
    return this.unparsedSources.map(({ uri }) => uri);
  }

  /** Whether code of the package that could not be read may use the name. */
  mayUseUnread(name: string): boolean {
    return this.leftOut > 0 || this.unparsedSources.some((source) => this.namesIn(source).has(name));
  }

  private isUnparsed(source: UnreadFile): boolean {
    return this.unparsedSources.includes(source);
  }

  /** Names of the struct types with a field of this name, in the files that were parsed. */
  typesWithField(field: string): ReadonlySet<string> {
    return this.typesByField.get(field) ?? new Set();
  }

  file(uri: string): GoFile | undefined {
    const source = this.sources.find((each) => each.uri === uri);
    return source && this.fileOf(source);
  }

  private namesIn(source: UnreadFile): ReadonlySet<string> {
    let names = this.names.get(source);
    if (names === undefined) {
      names = new Set(source.text.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu));
      this.names.set(source, names);
    }
    return names;
  }

  private addType(name: string, type: GoType): void {
    this.types.set(name, type);
    for (const field of type.kind === 'struct' ? type.fields : []) {
      const others = this.typesByField.get(field.name);
      if (others === undefined) this.typesByField.set(field.name, new Set([name]));
      else others.add(name);
    }
  }

  private readFilesWith(name: string): void {
    const sources = this.unread.get(name);
    if (sources === undefined) return;
    this.unread.delete(name);
    for (const source of sources) this.fileOf(source);
  }

  private fileOf(source: UnreadFile): GoFile | undefined {
    if (this.read.has(source.uri)) return this.read.get(source.uri);
    const file = source.read();
    this.read.set(source.uri, file);
    this.known = undefined;
    if (file === undefined) {
      this.unparsedSources.push(source);
      return undefined;
    }
    for (const [name, type] of file.types) this.addType(name, type);
    for (const [name, variable] of file.variables) this.variables.set(name, variable);
    for (const func of file.functions) {
      if (func.name === '') continue;
      appendTo(this.functionsNamed, func.name, func);
    }
    return file;
  }
}
