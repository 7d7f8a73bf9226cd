import { declarationScanner, type GoSyntax } from '../../core';
import type { WasmFiles } from '../ports/wasmFiles';
import { TreeSitterGo } from './treeSitterGo';

/**
 * Go syntax by tree-sitter, which is loaded on first use. If it cannot be loaded or cannot parse a file, a scan finds
 * the declarations.
 *
 * @param onFailure called once if tree-sitter cannot be loaded
 */
export function goSyntax(wasm: WasmFiles, onFailure: (error: unknown) => void): GoSyntax {
  let loading: Promise<TreeSitterGo | undefined> | undefined;
  return {
    async functions(source) {
      loading ??= TreeSitterGo.load(wasm).catch((error: unknown) => {
        onFailure(error);
        return undefined;
      });
      const parser = await loading;
      let functions;
      try {
        functions = parser?.functions(source);
      } catch {
        // WebAssembly ran out of memory or stack.
      }
      return functions ?? declarationScanner.functions(source);
    },
  };
}
