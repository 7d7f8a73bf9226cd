import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WasmFiles } from '../ports/wasmFiles';

/** Reads from the folder of the bundled server, which is a CommonJS module. */
export const wasmFilesOnDisk: WasmFiles = { read: (name) => readFile(join(__dirname, name)) };
