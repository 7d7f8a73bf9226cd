import { FileType, type Uri, workspace } from 'vscode';

/** The file's size in bytes; undefined if there is no such file. */
export async function fileSize(file: Uri): Promise<number | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(file);
    return (type & FileType.File) === 0 ? undefined : size;
  } catch {
    return undefined; // FileSystemError.FileNotFound, or no permission
  }
}
