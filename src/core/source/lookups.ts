import { baseOf, below, folderOf, slashed } from '../go/paths';
import { parseSymbol } from '../go/symbol';
import { isDependency, isStandardLibrary, isStandardPackage } from '../go/userCode';
import type { Frame } from '../model/stack';
import { moduleVersion } from './moduleVersion';
import { packageFolders } from './packageFolders';
import type { PathSubstitution, SourceRoots } from './roots';
import { fileUri, joinUri, uriPath } from './uri';

/** A file that may contain the frame. It need not exist. */
export interface PossibleFile {
  readonly uri: string;
  /** Whether the rule identifies the file exactly. */
  readonly isExact: boolean;
  /** The reason, as a sentence. */
  readonly why: string;
}

/** The answer of one rule. */
export interface Lookup {
  readonly files: readonly PossibleFile[];
  /** Where the rule looked, for the message if nothing is found; empty if the rule does not apply. */
  readonly searched: string;
  /** Whether a file counts only if it contains the frame's function. */
  readonly needsFunction?: boolean;
}

/** Looks up a frame's file by all rules, the most reliable first. */
export function* lookups(
  frame: Frame,
  roots: SourceRoots,
  substitutions: readonly PathSubstitution[],
): Generator<Lookup> {
  const path = slashed(frame.file).replace(/^(?:\.\/|command-line-arguments\/|\/proc\/self\/cwd\/)/, '');
  const isStandard = isStandardLibrary({ ...frame, kind: 'go' });
  yield* substituted(path, roots, substitutions);
  yield byPath(path, roots);
  yield byModule(frame, path, roots);
  if (!isStandard) yield vendored(frame, path, roots); // the standard library has its own vendored packages
  yield inModuleCache(frame, path, roots);
  if (isStandard || isStandardPackage(gorootFile(path))) yield inGoroot(path, roots);
  yield inGopath(frame, path, roots);
  if (!isStandard && !isDependency(path)) yield bySuffix(frame, path, roots);
}

/** Each substitution is a rule, first as written and then reversed. */
function* substituted(
  path: string,
  roots: SourceRoots,
  rules: readonly PathSubstitution[],
): Generator<Lookup> {
  // `from` is the local path in the Go extension's setting, but `to` is what most people expect: try both.
  for (const { from, to } of rules) yield mapped(path, from, to, roots);
  for (const { from, to } of rules) yield mapped(path, to, from, roots);
  yield { files: [], searched: 'goroutineDump.substitutePath' };
}

function mapped(path: string, remote: string, local: string, roots: SourceRoots): Lookup {
  const relative = isAbsolute(path) ? undefined : path;
  const rest = remote === '' ? relative : below(path, slashed(remote));
  const folders = rest === undefined ? [] : localFolders(local, roots);
  const why = `goroutineDump.substitutePath maps ${remote} to ${local}`;
  return { files: folders.flatMap((folder) => possibleFile(folder, rest!, true, why)), searched: '' };
}

function localFolders(local: string, roots: SourceRoots): readonly string[] {
  const variable = /^\$\{workspaceFolder\}\/?/;
  if (!variable.test(local)) return [fileUri(local)].filter((uri) => uri !== undefined);
  const rest = local.replace(variable, '').replace(/\/+$/, '');
  return roots.folders
    .map((folder) => (rest === '' ? folder : joinUri(folder, rest)))
    .filter((uri) => uri !== undefined);
}

function byPath(path: string, roots: SourceRoots): Lookup {
  const all = [
    ...roots.folders,
    ...roots.modules.map(({ root }) => root),
    ...roots.goroots,
    ...roots.moduleCaches,
  ];
  const files = [...all, ...roots.gopathSources].flatMap((root) => {
    const rest = below(path, uriPath(root));
    return rest === undefined ? [] : possibleFile(root, rest, true, `The path is in ${uriPath(root)}`);
  });
  return { files, searched: 'the path itself, which is not in a workspace folder' };
}

function byModule(frame: Frame, path: string, roots: SourceRoots): Lookup {
  const packages = packagesOf(frame, path);
  const files = packages.flatMap((name) =>
    packageFolders(name, roots.modules).flatMap(({ module, folder }) => {
      // An inlined closure of a library has the package of its caller, but its own file.
      if (!`/${folderOf(path)}`.endsWith(folder)) return [];
      const why = `Package ${name} of module ${module.path} in ${uriPath(module.root)}`;
      return possibleFile(module.root, `${folder}/${baseOf(path)}`.slice(1), true, why);
    }),
  );
  const names = roots.modules.map((module) => module.path);
  return {
    files,
    searched:
      names.length === 0
        ? 'the modules of the workspace (there are none)'
        : `the modules ${names.slice(0, 5).join(', ')}`,
  };
}

/** The possible import paths of the frame: that of its function and, with `-trimpath`, that of its file. */
function packagesOf(frame: Frame, path: string): readonly string[] {
  const { importPath } = parseSymbol(frame.function);
  const ofFile = isAbsolute(path) ? [] : [folderOf(path)];
  if (importPath === 'main' || importPath === '' || importPath === 'command-line-arguments') return ofFile;
  // An external test package (`node_test`) shares its folder with the package.
  return [
    importPath,
    ...(importPath.endsWith('_test') ? [importPath.slice(0, -'_test'.length)] : []),
    ...ofFile,
  ];
}

function vendored(frame: Frame, path: string, roots: SourceRoots): Lookup {
  const fromPath = /(?:^|\/)vendor\/(.+)$/.exec(path)?.[1];
  const { importPath } = parseSymbol(frame.function);
  const fromPackage = importPath.includes('.') ? `${importPath}/${baseOf(path)}` : undefined;
  const paths = new Set([fromPath, fromPackage].filter((file) => file !== undefined));
  const files = roots.modules.flatMap(({ root }) =>
    [...paths].flatMap((file) =>
      possibleFile(`${root}/vendor`, file, true, `Vendored in ${uriPath(root)}/vendor`),
    ),
  );
  return { files, searched: 'the vendor folders of the workspace' };
}

function inModuleCache(frame: Frame, path: string, roots: SourceRoots): Lookup {
  const found = moduleVersion(frame, path);
  if (found === undefined) return { files: [], searched: '' };
  const name = `${found.module}@${found.version}`;
  const folder = name.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
  const files = roots.moduleCaches.flatMap((cache) =>
    possibleFile(cache, `${folder}/${found.file}`, true, `Module ${name} in the module cache`),
  );
  return { files, searched: `the module cache, for ${name}` };
}

function inGoroot(path: string, roots: SourceRoots): Lookup {
  const rest = gorootFile(path);
  const files = roots.goroots.flatMap((root) =>
    possibleFile(`${root}/src`, rest, false, `${rest} of the standard library in ${uriPath(root)}`),
  );
  return { files, searched: `GOROOT (${roots.goroots.map(uriPath).join(', ') || 'unknown'})` };
}

/** The path of a standard library file below `src`. */
export function gorootFile(path: string): string {
  return /^(?:.*\/)?src\/(?:pkg\/)?(.+)$/.exec(path)?.[1] ?? path;
}

function inGopath(frame: Frame, path: string, roots: SourceRoots): Lookup {
  const { importPath } = parseSymbol(frame.function);
  const files = roots.gopathSources.flatMap((source) =>
    importPath.includes('/')
      ? possibleFile(source, `${importPath}/${baseOf(path)}`, true, `Package ${importPath} in GOPATH`)
      : [],
  );
  return { files, searched: '' };
}

/**
 * The workspace's files that share the longest suffix with the path: at least the file name and one folder. The folder
 * may be that of the package instead. For a main package in the root of its module, the file name is enough: it may
 * have been built in any folder (`/app`), or from files without a module.
 */
function bySuffix(frame: Frame, path: string, roots: SourceRoots): Lookup {
  const segments = path.split('/').reverse();
  const { packageName } = parseSymbol(frame.function);
  const isMain = packageName === 'main' || packageName === 'command-line-arguments';
  const moduleRoots = new Set([...roots.folders, ...roots.modules.map(({ root }) => root)]);
  const ending = joinUri('', baseOf(path));
  let best = 1;
  let files: PossibleFile[] = [];
  for (const uri of roots.goFiles) {
    if (ending === undefined || !uri.endsWith(ending)) continue;
    const own = uriPath(uri).split('/').reverse();
    let common = segments.findIndex((segment, n) => own[n] !== segment);
    if (common < 0) common = segments.length;
    const matches =
      common > 1 ||
      own[1] === packageName ||
      (isMain && (segments.length === 1 || moduleRoots.has(folderOf(uri))));
    if (!matches || common < best) continue;
    if (common > best) files = [];
    best = common;
    const suffix = own.slice(0, Math.max(common, 2)).reverse().join('/');
    files.push({
      uri,
      isExact: false,
      why: `${suffix} has the longest path suffix in common`,
    });
  }
  const depth = ({ uri }: PossibleFile) => uri.split('/').length;
  return {
    files: files.sort((a, b) => depth(a) - depth(b)),
    // Other packages have an import path, which belongs to no module of the workspace. A main package has none, but
    // many programs have a `main.go` or a `cmd/main.go`.
    needsFunction: !isMain || best < 3,
    searched: `the workspace's ${roots.goFiles.length} Go files, for a path with the same suffix`,
  };
}

function possibleFile(root: string, rest: string, isExact: boolean, why: string): PossibleFile[] {
  const uri = joinUri(root, rest);
  return uri === undefined ? [] : [{ uri, isExact, why }];
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[a-z]:\/)/.test(path);
}
