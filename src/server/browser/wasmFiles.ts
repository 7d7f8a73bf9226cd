import type { WasmFiles } from '../ports/wasmFiles';

/** @param folder uri without a trailing slash; undefined if the client does not name it */
export function fetchedWasmFiles(folder: string | undefined): WasmFiles {
  return {
    async read(name) {
      if (folder === undefined) throw new Error(`The client did not say where ${name} is.`);
      const response = await fetch(`${folder}/${name}`);
      if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
