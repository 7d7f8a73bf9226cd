import { Language, Parser } from 'web-tree-sitter';
import type { WasmFiles } from '../ports/wasmFiles';
import type { FlatTree } from '../ports/flatTree';
import type { NodeNames } from './flatTree';
import { type CursorFunctions, Flattener } from './flatten';

/** In UTF-16 units. A longer text is generated and not worth the wait. */
const maxTextLength = 500_000;
/** In milliseconds: twice the time that a text of that length takes, unless it is written to take longer. */
const maxParseTime = 500;

/** Becomes web-tree-sitter's module, which is loaded once. */
const loaded: { wasmBinary?: Uint8Array; readonly locateFile: (name: string) => string } = {
  // Without it, web-tree-sitter derives a URL from the script's, which a bundle does not have.
  locateFile: (name) => name,
};

/** Parses Go with tree-sitter, in the thread of its caller. */
export class TreeSitterGo {
  private constructor(
    private readonly parser: Parser,
    private readonly flattener: Flattener,
    readonly names: NodeNames,
  ) {}

  /** @throws if there is no WebAssembly, or a file cannot be read */
  static async load(wasm: WasmFiles): Promise<TreeSitterGo> {
    loaded.wasmBinary = await wasm.read('web-tree-sitter.wasm');
    await Parser.init(loaded);
    const language = await Language.load(await wasm.read('tree-sitter-go.wasm'));
    const isNamed = (type: number) => language.nodeTypeIsNamed(type);
    const flattener = new Flattener(loaded as unknown as CursorFunctions, language.types, isNamed);
    const names = { types: language.types, fields: Array.from(language.fields, (name) => name ?? undefined) };
    return new TreeSitterGo(new Parser().setLanguage(language), flattener, names);
  }

  /** Undefined if the text cannot be parsed, or not fast enough. @throws if WebAssembly runs out of memory or stack */
  parse(text: string): FlatTree | undefined {
    if (text.length > maxTextLength) return undefined;
    const deadline = performance.now() + maxParseTime;
    const tree = this.parser.parse(text, null, { progressCallback: () => performance.now() > deadline });
    if (tree === null) {
      this.parser.reset();
      return undefined;
    }
    try {
      return this.flattener.flatten(tree);
    } finally {
      tree.delete();
    }
  }
}
