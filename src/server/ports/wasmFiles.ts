/** The WebAssembly files in the folder of the server's script. */
export interface WasmFiles {
  /** @throws if the file cannot be read */
  read(name: WasmFile): Promise<Uint8Array>;
}

/** The files that esbuild.mjs copies into dist/. */
export type WasmFile = 'web-tree-sitter.wasm' | 'tree-sitter-go.wasm';
