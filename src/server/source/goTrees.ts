import { goFunctions, type GoFunctions, type GoSource, type SyntaxNode, withSymbols } from '../../core';
import type { ParserThreads } from '../ports/parserThreads';
import type { FlatTree } from '../ports/flatTree';
import { nodesOfTypes, rootNode } from './flatTree';
import { functionSyntax, functionTypes } from './functionSyntax';
import type { TreeSitterGo } from './treeSitterGo';

/** In UTF-16 units, of all texts whose trees are cached. A tree takes about five times the memory of its text. */
const maxCachedText = 4_000_000;

/** One version of a file. The text is the version: no other is reliable on every file system. */
interface ParsedFile {
  readonly text: string;
  /** Undefined if it cannot be parsed, or not fast enough. */
  readonly tree: Promise<FlatTree | undefined> | FlatTree | undefined;
  functions?: GoFunctions | undefined;
}

/** Trees of Go files. Caches those of the most recently used files, so that several questions about a file cost one parse. */
export class GoTrees {
  /** By uri, most recently used last. */
  private readonly files = new Map<string, ParsedFile>();
  /** In UTF-16 units, of these files. */
  private cachedText = 0;

  /** @param threads undefined to parse in this thread */
  constructor(
    private readonly parser: TreeSitterGo,
    private readonly threads: ParserThreads | undefined,
  ) {}

  /** Number of cached trees. */
  get treeCount(): number {
    return this.files.size;
  }

  /** The functions of a file; undefined if it cannot be parsed. */
  async functions(source: GoSource): Promise<GoFunctions | undefined> {
    const file = this.fileLater(source);
    const tree = await file.tree;
    if (!('functions' in file)) file.functions = tree && this.functionsOf(tree, source.text);
    return file.functions;
  }

  tree(source: GoSource): SyntaxNode | undefined {
    let { tree } = this.fileOf(source, (text) => this.parseHere(text));
    // The other thread may be a while.
    if (tree instanceof Promise) tree = this.parseHere(source.text);
    return tree && rootNode(tree, this.parser.names, source.text);
  }

  async treeLater(source: GoSource): Promise<SyntaxNode | undefined> {
    const tree = await this.fileLater(source).tree;
    return tree && rootNode(tree, this.parser.names, source.text);
  }

  /** Undefined if an error in the code hides functions from the parser that a scan for `func` finds. */
  private functionsOf(tree: FlatTree, text: string): GoFunctions | undefined {
    const nodes = [...nodesOfTypes(tree, this.parser.names, text, functionTypes)];
    const all = withSymbols(nodes.map((node) => functionSyntax(node, text)));
    const declared = all.filter(({ kind }) => kind === 'declaration').length;
    if (tree.hasError && declared < goFunctions(text).length) return undefined;
    return { all, hasClosures: true };
  }

  private fileLater(source: GoSource): ParsedFile {
    return this.fileOf(
      source,
      (text) => this.threads?.parse(text).catch(() => this.parseHere(text)) ?? this.parseHere(text),
    );
  }

  private fileOf({ uri, text }: GoSource, parse: (text: string) => ParsedFile['tree']): ParsedFile {
    let file = this.files.get(uri);
    if (file !== undefined) {
      this.files.delete(uri);
      this.cachedText -= file.text.length;
    }
    if (file?.text !== text) file = { text, tree: parse(text) };
    this.files.set(uri, file);
    this.cachedText += text.length;
    for (const [oldest, old] of this.files) {
      if (this.cachedText <= maxCachedText || old === file) break;
      this.files.delete(oldest);
      this.cachedText -= old.text.length;
    }
    return file;
  }

  /** Undefined also if WebAssembly runs out of memory or stack. */
  private parseHere(text: string): FlatTree | undefined {
    try {
      return this.parser.parse(text);
    } catch {
      return undefined;
    }
  }
}
