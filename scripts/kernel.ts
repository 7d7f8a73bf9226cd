// Assembles src/core/parser/kernel.wat into kernelBytes.ts, so that nobody needs an assembler to build the extension.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import loadWabt from 'wabt';

const folder = join(fileURLToPath(import.meta.url), '../../src/core/parser');
export const kernelFile = join(folder, 'kernelBytes.ts');

/** The text of kernelBytes.ts. */
export async function renderKernel(): Promise<string> {
  const wabt = await loadWabt();
  const module = wabt.parseWat('kernel.wat', readFileSync(join(folder, 'kernel.wat'), 'utf8'), {
    simd: true,
  });
  module.validate();
  const { buffer } = module.toBinary({});
  return `// kernel.wat, assembled by \`npm run kernel\`.
const hex =
  '${Buffer.from(buffer).toString('hex')}';

export function kernelBytes(): Uint8Array {
  return Uint8Array.from(hex.match(/../g)!, (byte) => parseInt(byte, 16));
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  void renderKernel().then((text) => {
    writeFileSync(kernelFile, text);
  });
}
