/** Whether the segment of a path is no more than a name. */
export function isFileName(segment: string): boolean {
  return !/^\.{0,2}$|[\\/\0\p{Surrogate}]/u.test(segment);
}

/** Slashes for backslashes, and the drive letter in lower case. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/').replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** What of the path lies below the folder, both as `slashed` writes them; undefined if it does not. */
export function below(path: string, folder: string): string | undefined {
  const root = folder.replace(/\/+$/, '');
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}

/** Whether the path, of a file or of a package, is the folder's or one below it. */
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
