import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { declarationScanner, type GoSyntax } from '../../../src/core';
import type { WasmFiles } from '../../../src/server/ports/wasmFiles';
import { goSyntax } from '../../../src/server/source/goSyntax';

/** The WebAssembly files where npm installs them. */
export const installedWasm: WasmFiles = {
  read: (name) => {
    const folder = join(import.meta.dirname, '../../../node_modules', name.replace('.wasm', ''));
    return readFile(join(folder, name));
  },
};

export const treeSitter: GoSyntax = goSyntax(installedWasm, (error) => {
  throw error;
});

/** Both ways to read Go files, by name. */
export const syntaxes: readonly (readonly [name: string, syntax: GoSyntax])[] = [
  ['tree-sitter', treeSitter],
  ['a scan', declarationScanner],
];
