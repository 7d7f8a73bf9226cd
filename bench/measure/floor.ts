import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/vscode/install';
import { groupDump, guessUserCode, numberText, parseDump } from '../../src/core';
import { dataFolder } from '../generate';

/** A row of the tree of the floor extension. */
export interface FloorRow {
  readonly label: string;
  readonly description: string;
}

interface Manifest {
  readonly version: string;
  readonly engines: unknown;
  readonly contributes: {
    readonly languages: unknown;
    readonly grammars: unknown;
    readonly viewsContainers: unknown;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

/** Packages an extension that does nothing but show rows, with the language, grammar and tree of ours. @returns its path */
export async function packageFloor(): Promise<string> {
  const folder = join(dataFolder, 'floor');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { version, engines, contributes } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Manifest;
  const { languages, grammars, viewsContainers, views } = contributes;
  const [[container, all]] = Object.entries(views) as [[string, readonly { readonly id: string }[]]];
  const manifest = {
    name: 'floor',
    publisher: 'bench',
    version,
    engines,
    main: './extension.js',
    contributes: {
      languages,
      grammars,
      viewsContainers,
      views: { [container]: all.filter(({ id }) => id === 'goroutineDump.groups') },
    },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (const name of ['package.nls.json', 'media/goroutines.svg', 'syntaxes', 'language-configuration.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  await build({
    entryPoints: [join(__dirname, '../floor/extension.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const vsix = join(dataFolder, 'floor.vsix');
  await createVSIX({
    cwd: folder,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return vsix;
}

/** Writes the rows of a dump beside it, for the floor extension: as many as it has groups, as long as ours are. */
export function writeFloorRows(dumpPath: string): void {
  const dump = parseDump(readFileSync(dumpPath));
  const rows = groupDump(dump, 'stack', { isUserCode: guessUserCode(dump) }).map(
    ({ count, headline, states }): FloorRow => ({
      label: `${numberText(count)} × ${[...states.keys()][0]?.reason ?? ''}`,
      description: headline?.function ?? '',
    }),
  );
  writeFileSync(`${dumpPath}.rows.json`, JSON.stringify(rows));
}
