import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import { findFilesRequest, isFileRequest, readFileRequest } from '../protocol';
import type { DumpServer } from './languageClient';

/** More `.go` files than the largest of known repositories have. */
const maxFiles = 50_000;
/** Bytes: larger than any Go source that people write. */
const maxFileSize = 5_000_000;

/** Lends a server without a disk the editor's own file systems, below the workspace's folders alone. */
export function answerFileRequests(server: DumpServer): void {
  server.answer(isFileRequest, async ({ uri }) => {
    const file = insideWorkspace(uri);
    return file !== undefined && (await sizeOf(file)) !== undefined;
  });
  server.answer(readFileRequest, async ({ uri }) => {
    const file = insideWorkspace(uri);
    const size = file && (await sizeOf(file));
    if (file === undefined || size === undefined || size > maxFileSize) return null;
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  });
  server.answer(findFilesRequest, async ({ endings }) => {
    const found = await Promise.all(
      (workspace.workspaceFolders ?? []).map((folder) =>
        workspace.findFiles(new RelativePattern(folder, `**/*{${endings.join(',')}}`), undefined, maxFiles),
      ),
    );
    return found.flat().map((file) => file.toString());
  });
}

/** The uri, if it names something below a workspace folder; a path with `..` names nothing. */
function insideWorkspace(uri: string): Uri | undefined {
  let file: Uri;
  try {
    file = Uri.parse(uri, true);
  } catch {
    return undefined;
  }
  const isPlain = !/(?:^|[/\\])\.\.?(?:[/\\]|$)/.test(file.path) && file.query === '' && file.fragment === '';
  return isPlain && workspace.getWorkspaceFolder(file) !== undefined ? file : undefined;
}

/** The file's size in bytes; undefined if there is no such file. */
async function sizeOf(file: Uri): Promise<number | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(file);
    return (type & FileType.File) === 0 ? undefined : size;
  } catch {
    return undefined; // FileSystemError.FileNotFound, or no permission
  }
}
