import { build } from 'esbuild';
import { join } from 'node:path';
import { dataFolder } from '../generate';

/** Bundles a script of this folder as the server is bundled: with `tsx`, calls between files are slower. @returns its path */
export async function bundled(
  script: string,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
  const outfile = join(dataFolder, `${script}.js`);
  await build({
    entryPoints: [join(__dirname, `${script}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    define,
  });
  return outfile;
}
