// Assembles the kernels from WebAssembly text into TypeScript, so that building the extension needs no assembler.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import loadWabt from 'wabt';

const core = join(fileURLToPath(import.meta.url), '../../src/core');

/** Paths without the file extension. */
export const kernels = [join(core, 'parse/kernel'), join(core, 'unwrap/lineKernel')];

/** The file with a kernel's bytes. */
export const kernelFile = (kernel: string) => `${kernel}Bytes.ts`;

/** The text of that file. */
export async function renderKernel(kernel: string): Promise<string> {
  const wabt = await loadWabt();
  const name = basename(kernel);
  const module = wabt.parseWat(`${name}.wat`, readFileSync(`${kernel}.wat`, 'utf8'), { simd: true });
  module.validate();
  const { buffer } = module.toBinary({});
  return `// ${name}.wat, assembled by \`npm run kernel\`.
const hex =
  '${Buffer.from(buffer).toString('hex')}';

export function ${name}Bytes(): Uint8Array {
  return Uint8Array.from(hex.match(/../g)!, (byte) => parseInt(byte, 16));
}
`;
}

async function assemble(): Promise<void> {
  for (const kernel of kernels) writeFileSync(kernelFile(kernel), await renderKernel(kernel));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) void assemble();
