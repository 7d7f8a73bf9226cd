import { isDependency, isStandardLibrary } from '../userCode';
import { parseSymbol } from '../symbol';
import type { FramePlace, GoModule, PathSubstitution, SourceRoots } from './roots';
import { baseOf, below, fileUri, folderOf, joinUri, slashed, uriPath } from './uri';

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
}

/** All evidence of where a frame's file is, strongest first. None of the files need exist. */
export function* evidenceFor(
  frame: FramePlace,
  roots: SourceRoots,
  substitutions: readonly PathSubstitution[],
): Generator<Evidence> {
  const path = slashed(frame.file).replace(/^(?:\.\/|\/proc\/self\/cwd\/)/, '');
  const isGos = isStandardLibrary({ ...frame, kind: 'go' });
  const isOthers = isGos || isDependency(path);
  yield substituted(path, roots, substitutions);
  yield inside(path, roots);
  yield ofModule(frame, path, roots);
  yield vendored(frame, path, roots);
  yield ofModuleCache(path, roots);
  if (isGos) yield ofGoroot(path, roots);
  yield ofGopath(frame, path, roots);
  if (!isOthers) yield bySuffix(frame, path, roots);
}

function substituted(path: string, roots: SourceRoots, rules: readonly PathSubstitution[]): Evidence {
  // In the Go extension's rules `from` is local, in what most people expect `to` is: either side may match.
  const sides = rules.flatMap(({ from, to }) => [
    { remote: from, local: to },
    { remote: to, local: from },
  ]);
  const candidates = sides.flatMap(({ remote, local }) => {
    const rest = remote === '' && !isAbsolute(path) ? path : below(path, slashed(remote));
    if (rest === undefined) return [];
    return localFolders(local, roots).flatMap((folder) =>
      candidate(folder, rest, true, `goroutineDump.substitutePath maps ${remote} to ${local}`),
    );
  });
  return { candidates, place: 'goroutineDump.substitutePath' };
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

function ofModule(frame: FramePlace, path: string, roots: SourceRoots): Evidence {
  const packages = packagesOf(frame, path);
  const modules = roots.modules
    .flatMap((module) => packages.map((name) => ({ module, rest: packageIn(name, module) })))
    .filter(({ rest }) => rest !== undefined)
    .sort((a, b) => b.module.path.length - a.module.path.length); // the innermost of nested modules
  const candidates = modules.flatMap(({ module, rest }) => {
    const file = rest === '' ? baseOf(path) : `${rest!}/${baseOf(path)}`;
    return candidate(
      module.root,
      file,
      true,
      `Package ${packages[0]!} of module ${module.path} in ${uriPath(module.root)}`,
    );
  });
  const names = roots.modules.map((module) => module.path);
  return {
    // Only the innermost module can hold the package.
    candidates: candidates.slice(0, 1),
    place:
      names.length === 0
        ? 'modules of the workspace (it has none)'
        : `the modules ${names.slice(0, 5).join(', ')}`,
  };
}

/** The import paths that the frame may be of: its function's, and with `-trimpath` that of its file. */
function packagesOf(frame: FramePlace, path: string): readonly string[] {
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

function packageIn(name: string, module: GoModule): string | undefined {
  return name === module.path ? '' : below(name, module.path);
}

function vendored(frame: FramePlace, path: string, roots: SourceRoots): Evidence {
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

const moduleVersion = /^(?:.*\/pkg\/mod\/)?(.+?@v[^/]+)\/(.+)$/;

function ofModuleCache(path: string, roots: SourceRoots): Evidence {
  const match = moduleVersion.exec(path);
  const candidates = roots.moduleCaches.flatMap((cache) => {
    if (match === null) return [];
    // With -trimpath the module's path is as it is imported, in the cache upper case is escaped.
    const module = match[1]!.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
    return candidate(cache, `${module}/${match[2]!}`, true, `Module ${match[1]!} in the module cache`);
  });
  return { candidates, place: match === null ? '' : `the module cache, for ${match[1]!}` };
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

function ofGopath(frame: FramePlace, path: string, roots: SourceRoots): Evidence {
  const { importPath } = parseSymbol(frame.function);
  const candidates = roots.gopathSources.flatMap((source) =>
    importPath.includes('/')
      ? candidate(source, `${importPath}/${baseOf(path)}`, true, `Package ${importPath} in GOPATH`)
      : [],
  );
  return { candidates, place: '' };
}

/** The workspace's files with the longest tail in common: the name and at least one folder. */
function bySuffix(frame: FramePlace, path: string, roots: SourceRoots): Evidence {
  const segments = path.split('/').reverse();
  const { packageName } = parseSymbol(frame.function);
  let best = 1;
  let candidates: Candidate[] = [];
  for (const uri of roots.goFiles) {
    if (!uri.endsWith(baseOf(path))) continue;
    const own = uriPath(uri).split('/').reverse();
    let common = segments.findIndex((segment, n) => own[n] !== segment);
    if (common < 0) common = segments.length;
    const fits = common > 1 || (common === 1 && own[1] === packageName);
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
  return {
    candidates,
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
