/** Whether a path segment is a plain name: not empty, `.` or `..`, and without separators. */
export function isFileName(segment: string): boolean {
  return !/^\.{0,2}$|[\\/\0\p{Surrogate}]/u.test(segment);
}

/** Replaces backslashes by slashes and lower-cases the drive letter. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/').replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The path relative to the folder; undefined if the path is not below the folder. Both must be results of `slashed`. */
export function below(path: string, folder: string): string | undefined {
  const root = folder.replace(/\/+$/, '');
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}

/** Whether the path of a file or package is the folder itself or below it. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The folder of a uri or path. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The file name of a uri or path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether the file is compiled only for tests. */
export function isTestFile(path: string): boolean {
  return path.endsWith('_test.go');
}

/** `hub.go:281` for a path as a dump has it; empty if it has none. @param line one-based */
export function fileAndLine(path: string, line: number): string {
  return path === '' ? '' : `${baseOf(slashed(path))}:${line}`;
}
