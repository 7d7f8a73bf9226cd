import assert from 'node:assert/strict';
import {
  declarationScanner,
  type GoSyntax,
  type PathSubstitution,
  type Resolution,
  resolveFrame,
  type SourceFiles,
  type SourceRoots,
} from '../../../src/core';

interface Folders {
  readonly folders?: readonly string[];
  /** Module path to folder. */
  readonly modules?: readonly (readonly [path: string, folder: string])[];
  readonly goroot?: string;
  readonly moduleCache?: string;
  readonly gopathSource?: string;
  readonly substitutePath?: readonly PathSubstitution[];
  /** Further folders, to which `substitutePath` leads. */
  readonly alsoAllowed?: readonly string[];
}

/** A machine with files, by their paths. A request for anything outside its folders fails the test. */
export class Project {
  readonly asked: string[] = [];
  private readonly roots: SourceRoots;
  private readonly allowed: readonly string[];
  private readonly files: SourceFiles;
  private readonly contents: ReadonlyMap<string, string>;

  constructor(
    contents: Readonly<Record<string, string>>,
    private readonly places: Folders,
    private readonly syntax: GoSyntax = declarationScanner,
  ) {
    const uris = (paths: readonly (string | undefined)[]) =>
      paths.filter((path) => path !== undefined).map(uri);
    this.contents = new Map(Object.entries(contents).map(([path, text]) => [uri(path), text]));
    const folders = uris(places.folders ?? []);
    this.roots = {
      folders,
      modules: (places.modules ?? []).map(([path, folder]) => ({ path, root: uri(folder) })),
      goFiles: [...this.contents.keys()].filter((file) =>
        folders.some((root) => file.startsWith(`${root}/`)),
      ),
      goroots: uris([places.goroot]),
      moduleCaches: uris([places.moduleCache]),
      gopathSources: uris([places.gopathSource]),
    };
    const { goroots, moduleCaches, gopathSources, modules } = this.roots;
    this.allowed = [
      ...[...folders, ...modules.map(({ root }) => root), ...goroots, ...moduleCaches, ...gopathSources],
      ...uris(places.alsoAllowed ?? []),
    ];
    this.files = {
      isFile: (file) => Promise.resolve(this.text(file) !== undefined),
      readFile: (file) => Promise.resolve(this.text(file)),
    };
  }

  resolve(func: string, place: string): Promise<Resolution> {
    const colon = place.lastIndexOf(':');
    const frame = { function: func, file: place.slice(0, colon), line: Number(place.slice(colon + 1)) };
    return resolveFrame(frame, this.roots, this.files, this.syntax, this.places.substitutePath);
  }

  /** The target of a frame: `/ws/node/hub.go:12 proven`. */
  async targets(func: string, place: string): Promise<readonly string[]> {
    const { targets } = await this.resolve(func, place);
    return targets.map(
      ({ uri, line, confidence }) =>
        `${decodeURIComponent(uri.slice('file://'.length))}:${line} ${confidence}`,
    );
  }

  private text(file: string): string | undefined {
    this.asked.push(file);
    const isBelow = this.allowed.some((root) => file.startsWith(`${root}/`));
    const isPlain = !file.slice('file://'.length).split('/').some(isSpecial);
    assert.ok(isBelow && isPlain, `asks for ${file}`);
    return this.contents.get(file);
  }
}

/** As VS Code writes them: `file:///c%3A/Users/me`. */
function uri(path: string): string {
  const absolute = path.startsWith('/') ? path : `/${path}`;
  return `file://${absolute.split('/').map(escape).join('/')}`;
}

function escape(segment: string): string {
  const percent = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(segment).replace(/[!'()*]/g, percent);
}

/** Whether a file system, or code that decodes the segment, could take it for more than a name. */
function isSpecial(segment: string): boolean {
  const decoded = decodeURIComponent(segment);
  return /^\.\.?$|[/\\\0]/.test(decoded) || /[?#]/.test(segment);
}
