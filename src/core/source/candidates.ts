import { baseOf, below, folderOf, isBelow, slashed } from '../go/paths';
import { parseSymbol } from '../go/symbol';
import { isDependency, isStandardLibrary, isStandardPackage } from '../go/userCode';
import type { Frame } from '../model/stack';
import { moduleVersion } from './moduleVersion';
import type { PathSubstitution, SourceRoots } from './roots';
import { fileUri, joinUri, uriPath } from './uri';

/** A file that may be the frame's. */
export interface Candidate {
  readonly uri: string;
  /** Whether the evidence names this very file, or only one like it. */
  readonly certain: boolean;
  /** The evidence, in a sentence. */
  readonly why: string;
}

/** One kind of evidence: the files that it speaks for, and what was looked at, for when there is none. */
export interface Evidence {
  readonly candidates: readonly Candidate[];
  readonly place: string;
  /** A file without the frame's function is not it. */
  readonly needsFunction?: boolean;
}

/** All evidence of where a frame's file is, strongest first. None of the files need exist. */
export function* evidenceFor(
  frame: Frame,
  roots: SourceRoots,
  substitutions: readonly PathSubstitution[],
): Generator<Evidence> {
  const path = slashed(frame.file).replace(/^(?:\.\/|command-line-arguments\/|\/proc\/self\/cwd\/)/, '');
  const isGos = isStandardLibrary({ ...frame, kind: 'go' });
  const isOthers = isGos || isDependency(path);
  yield* substituted(path, roots, substitutions);
  yield inside(path, roots);
  yield ofModule(frame, path, roots);
  if (!isGos) yield vendored(frame, path, roots); // Go vendors too, at versions of its own
  yield ofModuleCache(frame, path, roots);
  if (isGos || isStandardPackage(gorootFile(path))) yield ofGoroot(path, roots);
  yield ofGopath(frame, path, roots);
  if (!isOthers) yield bySuffix(frame, path, roots);
}

/** The first rule that leads to a file wins. Each is evidence of its own, as written and then the other way round. */
function* substituted(
  path: string,
  roots: SourceRoots,
  rules: readonly PathSubstitution[],
): Generator<Evidence> {
  // In the Go extension's rules `from` is local, in what most people expect `to` is: either side may match.
  for (const { from, to } of rules) yield mapped(path, from, to, roots);
  for (const { from, to } of rules) yield mapped(path, to, from, roots);
  yield { candidates: [], place: 'goroutineDump.substitutePath' };
}

function mapped(path: string, remote: string, local: string, roots: SourceRoots): Evidence {
  const relative = isAbsolute(path) ? undefined : path;
  const rest = remote === '' ? relative : below(path, slashed(remote));
  const folders = rest === undefined ? [] : localFolders(local, roots);
  const why = `goroutineDump.substitutePath maps ${remote} to ${local}`;
  return { candidates: folders.flatMap((folder) => candidate(folder, rest!, true, why)), place: '' };
}

function localFolders(local: string, roots: SourceRoots): readonly string[] {
  const variable = /^\$\{workspaceFolder\}\/?/;
  if (!variable.test(local)) return [fileUri(local)].filter((uri) => uri !== undefined);
  const rest = local.replace(variable, '').replace(/\/+$/, '');
  return roots.folders
    .map((folder) => (rest === '' ? folder : joinUri(folder, rest)))
    .filter((uri) => uri !== undefined);
}

function inside(path: string, roots: SourceRoots): Evidence {
  const all = [
    ...roots.folders,
    ...roots.modules.map(({ root }) => root),
    ...roots.goroots,
    ...roots.moduleCaches,
  ];
  const candidates = [...all, ...roots.gopathSources].flatMap((root) => {
    const rest = below(path, uriPath(root));
    return rest === undefined ? [] : candidate(root, rest, true, `The path lies in ${uriPath(root)}`);
  });
  return { candidates, place: 'the path itself, which is in no folder of the workspace' };
}

function ofModule(frame: Frame, path: string, roots: SourceRoots): Evidence {
  const packages = packagesOf(frame, path);
  const owning = roots.modules.filter((module) => packages.some((name) => isBelow(name, module.path)));
  const longest = Math.max(...owning.map((module) => module.path.length));
  const candidates = owning
    .filter((module) => module.path.length === longest) // only the innermost of nested modules can hold the package
    .flatMap((module) =>
      packages.flatMap((name) => {
        if (!isBelow(name, module.path)) return [];
        const folder = name.slice(module.path.length);
        // A library's closure that is inlined has the package that it is inlined into, but its own file.
        if (!`/${folderOf(path)}`.endsWith(folder)) return [];
        const why = `Package ${name} of module ${module.path} in ${uriPath(module.root)}`;
        return candidate(module.root, `${folder}/${baseOf(path)}`.slice(1), true, why);
      }),
    );
  const names = roots.modules.map((module) => module.path);
  return {
    candidates,
    place:
      names.length === 0
        ? 'modules of the workspace (it has none)'
        : `the modules ${names.slice(0, 5).join(', ')}`,
  };
}

/** The import paths that the frame may be of: its function's, and with `-trimpath` that of its file. */
function packagesOf(frame: Frame, path: string): readonly string[] {
  const { importPath } = parseSymbol(frame.function);
  const ofFile = isAbsolute(path) ? [] : [folderOf(path)];
  if (importPath === 'main' || importPath === '' || importPath === 'command-line-arguments') return ofFile;
  // The functions of an external test package (`node_test`) lie in the same folder as the package.
  return [
    importPath,
    ...(importPath.endsWith('_test') ? [importPath.slice(0, -'_test'.length)] : []),
    ...ofFile,
  ];
}

function vendored(frame: Frame, path: string, roots: SourceRoots): Evidence {
  const fromPath = /(?:^|\/)vendor\/(.+)$/.exec(path)?.[1];
  const { importPath } = parseSymbol(frame.function);
  const fromPackage = importPath.includes('.') ? `${importPath}/${baseOf(path)}` : undefined;
  const files = new Set([fromPath, fromPackage].filter((file) => file !== undefined));
  const candidates = roots.modules.flatMap(({ root }) =>
    [...files].flatMap((file) =>
      candidate(`${root}/vendor`, file, true, `Vendored in ${uriPath(root)}/vendor`),
    ),
  );
  return { candidates, place: 'vendor folders of the workspace' };
}

function ofModuleCache(frame: Frame, path: string, roots: SourceRoots): Evidence {
  const found = moduleVersion(frame, path);
  if (found === undefined) return { candidates: [], place: '' };
  const name = `${found.module}@${found.version}`;
  const folder = name.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
  const candidates = roots.moduleCaches.flatMap((cache) =>
    candidate(cache, `${folder}/${found.file}`, true, `Module ${name} in the module cache`),
  );
  return { candidates, place: `the module cache, for ${name}` };
}

function ofGoroot(path: string, roots: SourceRoots): Evidence {
  const rest = gorootFile(path);
  const candidates = roots.goroots.flatMap((root) =>
    candidate(`${root}/src`, rest, false, `${rest} of the standard library in ${uriPath(root)}`),
  );
  return { candidates, place: `GOROOT (${roots.goroots.map(uriPath).join(', ') || 'unknown'})` };
}

/** The path of a standard library file below `src`. */
export function gorootFile(path: string): string {
  return /^(?:.*\/)?src\/(?:pkg\/)?(.+)$/.exec(path)?.[1] ?? path;
}

function ofGopath(frame: Frame, path: string, roots: SourceRoots): Evidence {
  const { importPath } = parseSymbol(frame.function);
  const candidates = roots.gopathSources.flatMap((source) =>
    importPath.includes('/')
      ? candidate(source, `${importPath}/${baseOf(path)}`, true, `Package ${importPath} in GOPATH`)
      : [],
  );
  return { candidates, place: '' };
}

/**
 * The workspace's files with the longest tail in common: the name and at least one folder, be it that of the package.
 * The name is enough for a main package in the root of its module, which may have been built in any folder (`/app`),
 * or from bare files.
 */
function bySuffix(frame: Frame, path: string, roots: SourceRoots): Evidence {
  const segments = path.split('/').reverse();
  const { packageName } = parseSymbol(frame.function);
  const isMain = packageName === 'main' || packageName === 'command-line-arguments';
  const moduleRoots = new Set([...roots.folders, ...roots.modules.map(({ root }) => root)]);
  const ending = joinUri('', baseOf(path));
  let best = 1;
  let candidates: Candidate[] = [];
  for (const uri of roots.goFiles) {
    if (ending === undefined || !uri.endsWith(ending)) continue;
    const own = uriPath(uri).split('/').reverse();
    let common = segments.findIndex((segment, n) => own[n] !== segment);
    if (common < 0) common = segments.length;
    const fits =
      common > 1 ||
      own[1] === packageName ||
      (isMain && (segments.length === 1 || moduleRoots.has(folderOf(uri))));
    if (!fits || common < best) continue;
    if (common > best) candidates = [];
    best = common;
    const tail = own.slice(0, Math.max(common, 2)).reverse().join('/');
    candidates.push({
      uri,
      certain: false,
      why: `${tail} is the workspace's file with the most of the path in common`,
    });
  }
  const depth = ({ uri }: Candidate) => uri.split('/').length;
  return {
    candidates: candidates.sort((a, b) => depth(a) - depth(b)),
    needsFunction: !isMain, // another package has a path, and a module of the workspace would have it
    place: `the workspace's ${roots.goFiles.length} Go files, for one that ends like the path`,
  };
}

function candidate(root: string, rest: string, certain: boolean, why: string): Candidate[] {
  const uri = joinUri(root, rest);
  return uri === undefined ? [] : [{ uri, certain, why }];
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[a-z]:\/)/.test(path);
}
