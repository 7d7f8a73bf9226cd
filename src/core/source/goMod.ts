/** Readers of `go.mod` and `go.work`, which ignore what they do not know. Reference: https://go.dev/ref/mod. */

/** The part of a `go.mod` that resolution needs. */
export interface GoMod {
  readonly module: string;
  /** Modules that are replaced by a folder. `folder` is as written, relative to the folder of the `go.mod`. */
  readonly replaced: readonly { readonly module: string; readonly folder: string }[];
}

/** Reads a `go.mod`; undefined if it names no module. */
export function readGoMod(text: string): GoMod | undefined {
  let module: string | undefined;
  const replaced: { module: string; folder: string }[] = [];
  for (const [verb, ...words] of directives(text)) {
    if (verb === 'module') module ??= words[0];
    else if (verb === 'replace') {
      const folder = words.at(-1);
      const arrow = words.indexOf('=>');
      if (arrow > 0 && folder !== undefined && isFolder(folder)) replaced.push({ module: words[0]!, folder });
    }
  }
  return module === undefined ? undefined : { module, replaced };
}

/** The module folders of a `go.work`, as written. */
export function readGoWork(text: string): readonly string[] {
  return directives(text).flatMap(([verb, folder]) =>
    verb === 'use' && folder !== undefined ? [folder] : [],
  );
}

function isFolder(path: string): boolean {
  return /^(?:\.\.?(?:\/|$)|\/|[A-Za-z]:[\\/])/.test(path);
}

/** The words of each directive, with blocks expanded and without comments. */
function directives(text: string): string[][] {
  const found: string[][] = [];
  let block: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const words = Array.from(
      line.replace(/\/\/.*$/, '').matchAll(/"([^"]*)"|`([^`]*)`|[^\s"`]+/g),
      (match) => {
        return match[1] ?? match[2] ?? match[0];
      },
    );
    if (words.length === 0) continue;
    if (block !== undefined) {
      if (words[0] === ')') block = undefined;
      else found.push([block, ...words]);
    } else if (words.at(-1) === '(') {
      block = words[0];
    } else {
      found.push(words);
    }
  }
  return found;
}
