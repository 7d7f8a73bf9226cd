import { declarationScanner, type GoSyntax } from '../../core';
import type { ParserThreads } from '../ports/parserThreads';
import type { WasmFiles } from '../ports/wasmFiles';
import { GoTrees } from './goTrees';
import { TreeSitterGo } from './treeSitterGo';

/**
 * Go syntax by tree-sitter, which is loaded on first use. If it cannot be loaded or cannot parse a file, a scan finds
 * the declarations.
 *
 * @param onFailure called once if tree-sitter cannot be loaded
 * @param threads undefined to parse in the server's own thread
 */
export function goSyntax(
  wasm: WasmFiles,
  onFailure: (error: unknown) => void,
  threads?: ParserThreads,
): GoSyntax {
  let loading: Promise<GoTrees | undefined> | undefined;
  const load = () =>
    (loading ??= TreeSitterGo.load(wasm).then(
      (parser) => new GoTrees(parser, threads),
      (error: unknown) => {
        onFailure(error);
        return undefined;
      },
    ));
  return {
    functions: async (source) =>
      (await (await load())?.functions(source)) ?? declarationScanner.functions(source),
    parser: load,
  };
}
