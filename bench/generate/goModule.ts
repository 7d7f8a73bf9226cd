import {
  modulePath,
  plainFile,
  queueFile,
  queuesInPackage,
  serviceFile,
  storeFile,
  storesInPackage,
} from './goFiles';

/** A file of a generated Go module. */
export interface GeneratedFile {
  /** Below the module's folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** A line of generated code that a frame can be at. */
export interface Place {
  /** The symbol: `example.com/big/p007.(*Store3).Put`. */
  readonly function: string;
  readonly path: string;
  /** One-based. */
  readonly line: number;
}

export interface GoModule {
  readonly files: readonly GeneratedFile[];
  /** Places by package and name: `p007 Store3.put.lock`. */
  readonly places: ReadonlyMap<string, Place>;
  readonly packageCount: number;
}

/** Number of files in a package. As in a large server, most contain no waits. */
const filesInPackage = 20;

/**
 * The Go module of an imaginary server, identical in every run. Each package imports the next one, so that there are no import
 * cycles.
 */
export function makeGoModule(packageCount: number): GoModule {
  const files: GeneratedFile[] = [{ path: 'go.mod', text: `module ${modulePath}\n\ngo 1.22\n` }];
  const places = new Map<string, Place>();
  for (let index = 0; index < packageCount; index++) {
    const pkg = packageName(index);
    const next = index + 1 < packageCount ? packageName(index + 1) : undefined;
    for (let number = 0; number < filesInPackage; number++) {
      const [name, marked] = fileOf(pkg, next, number);
      const path = `${pkg}/${name}.go`;
      files.push({ path, text: withoutMarks(marked, pkg, path, places) });
    }
  }
  return { files, places, packageCount };
}

export function packageName(index: number): string {
  return `p${String(index).padStart(3, '0')}`;
}

function fileOf(
  pkg: string,
  next: string | undefined,
  number: number,
): readonly [name: string, marked: string] {
  if (number < storesInPackage) return [`store${number}`, storeFile(pkg, next, number)];
  const queue = number - storesInPackage;
  if (queue < queuesInPackage) return [`queue${queue}`, queueFile(pkg, queue)];
  if (queue === queuesInPackage) return ['service', serviceFile(pkg)];
  return [`model${number}`, plainFile(pkg, number)];
}

/** Collects the places that are marked as `code //@ place of function`, and removes the marks. */
function withoutMarks(marked: string, pkg: string, path: string, places: Map<string, Place>): string {
  return marked
    .split('\n')
    .map((text, line) => {
      const [code, mark] = text.split(' //@ ');
      if (mark !== undefined) {
        const [name, func] = mark.split(' of ') as [string, string];
        places.set(`${pkg} ${name}`, { function: `${modulePath}/${pkg}.${func}`, path, line: line + 1 });
      }
      return code!;
    })
    .join('\n');
}
