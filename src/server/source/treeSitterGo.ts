import { Language, Parser, Query, type Tree } from 'web-tree-sitter';
import { goFunctions, type GoFunctions, type GoSource, type SyntaxNode, withSymbols } from '../../core';
import type { WasmFiles } from '../ports/wasmFiles';
import { functionsQuery, functionSyntax } from './goQuery';
import { plainTree } from './plainTree';

/** In UTF-16 units. The server does not answer while it parses; a longer text is generated and not worth the wait. */
const maxTextLength = 500_000;
/** In milliseconds: twice the time that a text of that length takes, unless it is written to take longer. */
const maxParseTime = 500;
/** In UTF-16 units, of all texts whose trees are cached. A tree takes about ten times the memory of its text. */
const maxCachedText = 2_000_000;

/** A parsed version of a file. */
interface ParsedFile {
  readonly text: string;
  /** Undefined if parsing took too long. */
  readonly tree: Tree | undefined;
  functions?: GoFunctions | undefined;
}

/**
 * Parses Go files with tree-sitter. Caches the trees of the most recently used files, so that several questions about
 * one version of a file cost one parse. A tree is in WebAssembly's memory and must be freed explicitly.
 */
export class TreeSitterGo {
  /** By uri, most recently used last. The text serves as the version: no other is reliable on every file system. */
  private readonly files = new Map<string, ParsedFile>();
  /** In UTF-16 units, of these files. */
  private cachedText = 0;

  private constructor(
    private readonly parser: Parser,
    private readonly functionsIn: Query,
  ) {}

  /** @throws if there is no WebAssembly, or a file cannot be read */
  static async load(wasm: WasmFiles): Promise<TreeSitterGo> {
    const wasmBinary = await wasm.read('web-tree-sitter.wasm');
    // Without locateFile, it derives a URL from the script's, which a bundle does not have.
    await Parser.init({ wasmBinary, locateFile: (name: string) => name });
    const language = await Language.load(await wasm.read('tree-sitter-go.wasm'));
    return new TreeSitterGo(new Parser().setLanguage(language), new Query(language, functionsQuery));
  }

  /** Number of cached trees. */
  get treeCount(): number {
    return this.files.size;
  }

  /** The functions of a file; undefined if it cannot be parsed, or not fast enough. */
  functions(source: GoSource): GoFunctions | undefined {
    const file = this.fileOf(source);
    if (!('functions' in file)) file.functions = this.functionsOf(file);
    return file.functions;
  }

  /** Undefined if the text cannot be parsed, or not fast enough. */
  tree(source: GoSource): SyntaxNode | undefined {
    const { tree } = this.fileOf(source);
    return tree && plainTree(tree, source.text);
  }

  /** Undefined if an error in the code hides functions from the parser that a scan for `func` finds. */
  private functionsOf({ text, tree }: ParsedFile): GoFunctions | undefined {
    if (tree === undefined) return undefined;
    const all = withSymbols(functionSyntax(tree, this.functionsIn));
    const declared = all.filter(({ kind }) => kind === 'declaration').length;
    if (tree.rootNode.hasError && declared < goFunctions(text).length) return undefined;
    return { all, hasClosures: true };
  }

  private fileOf({ uri, text }: GoSource): ParsedFile {
    let file = this.files.get(uri);
    if (file !== undefined) this.remove(uri, file);
    if (file?.text !== text) {
      file?.tree?.delete();
      file = { text, tree: this.parse(text) };
    }
    this.files.set(uri, file);
    this.cachedText += text.length;
    for (const [oldest, old] of this.files) {
      if (this.cachedText <= maxCachedText || old === file) break;
      this.remove(oldest, old);
      old.tree?.delete();
    }
    return file;
  }

  private remove(uri: string, { text }: ParsedFile): void {
    this.files.delete(uri);
    this.cachedText -= text.length;
  }

  private parse(text: string): Tree | undefined {
    if (text.length > maxTextLength) return undefined;
    const deadline = performance.now() + maxParseTime;
    const tree = this.parser.parse(text, null, { progressCallback: () => performance.now() > deadline });
    if (tree === null) this.parser.reset();
    return tree ?? undefined;
  }
}
