import { viewIn, viewUri } from './viewUri';

/**
 * Scheme of dumps in files that the server reads from disk, and of read-only documents that show text of such a file.
 */
export const fileScheme = 'goroutine-file';

/** What a uri of the scheme identifies: the dump of a file, or one goroutine of it. */
interface FileView {
  /** Uri of the file. */
  readonly file: string;
  /** Zero-based line of the dump's text where the goroutine begins. */
  readonly line?: number;
  /** Id of the goroutine; absent in forms without ids. */
  readonly id?: number;
}

/** Extensions of packed files and binary profiles; a name may have several. */
export const packedEndings = /(?:\.(?:gz|pb|pprof))+$/i;

/**
 * Uri of the dump of a file on the server's disk. It is also the document's uri if the text is small enough for a document.
 */
export function fileDumpUri(file: string): string {
  const name = decodeURIComponent(file.slice(file.lastIndexOf('/') + 1));
  return viewUri(fileScheme, { file } satisfies FileView, `${name.replace(packedEndings, '')}.dump`);
}

/** Uri of the file, for a uri that `fileDumpUri` made; undefined for any other uri. */
export function dumpFile(uri: string): string | undefined {
  const view = fileView(uri);
  return view?.line === undefined ? view?.file : undefined;
}

/** A goroutine of a file's dump. */
export interface FileGoroutine {
  /** Uri of the dump. */
  readonly dump: string;
  /** Zero-based line of the dump's text where it begins. */
  readonly line: number;
  /** Absent in forms without ids. */
  readonly id?: number;
}

/** Uri of the document that shows one goroutine of a dump that is too large for a document. */
export function fileGoroutineUri({ dump, ...goroutine }: FileGoroutine): string {
  const { id } = goroutine;
  const name = id === undefined ? 'goroutine' : `goroutine ${id}`;
  return viewUri(fileScheme, { file: dumpFile(dump)!, ...goroutine } satisfies FileView, `${name}.dump`);
}

/** The goroutine of a uri that `fileGoroutineUri` made; undefined for any other uri. */
export function fileGoroutine(uri: string): FileGoroutine | undefined {
  const { file, line, id } = fileView(uri) ?? {};
  if (file === undefined || line === undefined) return undefined;
  return { dump: fileDumpUri(file), line, ...(id !== undefined && { id }) };
}

function fileView(uri: string): FileView | undefined {
  return viewIn(fileScheme, uri) as FileView | undefined;
}
