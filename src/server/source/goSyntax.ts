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
  const load = () =>
    (loading ??= TreeSitterGo.load(wasm).catch((error: unknown) => {
      onFailure(error);
      return undefined;
    }));
  return {
    async functions(source) {
      const parser = await load();
      return unlessItFails(() => parser?.functions(source)) ?? declarationScanner.functions(source);
    },
    async parser() {
      const parser = await load();
      return parser && { tree: (source) => unlessItFails(() => parser.tree(source)) };
    },
  };
}

/** Undefined if WebAssembly runs out of memory or stack. */
function unlessItFails<Answer>(answer: () => Answer | undefined): Answer | undefined {
  try {
    return answer();
  } catch {
    return undefined;
  }
}
