// Builds the extension for production and packages it as a VSIX, which must stay small.
import { createVSIX } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './vscode/install';

/** In bytes. */
const maxSize = 1.5e6;

/** Packages the extension. @returns path of the VSIX */
export async function packageExtension(): Promise<string> {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--production'], {
    stdio: 'inherit',
    cwd: root,
  });
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const vsix = join(root, `${name!}-${version!}.vsix`);
  await createVSIX({ cwd: root, packagePath: vsix, dependencies: false, rewriteRelativeLinks: false });
  const { size } = statSync(vsix);
  console.log(`${vsix}: ${Math.round(size / 1000)} kB`);
  if (size > maxSize) throw new Error(`The VSIX is larger than ${maxSize / 1e6} MB.`);
  return vsix;
}

if (process.argv[1] === __filename) void packageExtension();
