/** The WebAssembly files beside the server's script. */
export interface WasmFiles {
  /** @throws if the file cannot be read */
  read(name: WasmFile): Promise<Uint8Array>;
}

/** As esbuild.mjs copies them into dist/. */
export type WasmFile = 'web-tree-sitter.wasm' | 'tree-sitter-go.wasm';
