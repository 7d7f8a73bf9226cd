import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import { findFilesRequest, isFileRequest, readFileRequest } from '../protocol';
import type { DumpServer } from './connection/languageClient';
import { fileSize } from './dumps/fileSize';

/** More `.go` files than the largest known repositories have. */
const maxFiles = 50_000;
/** Each folder may cost a request over the network. */
const maxFolders = 2000;
const skippedFolders = /^(?:\..*|node_modules)$/;
/** In bytes; larger than any Go source that people write. */
const maxFileSize = 5_000_000;

/** Gives a server without a disk access to files through the editor, but only below the workspace folders. */
export function answerFileRequests(server: DumpServer): void {
  server.answer(isFileRequest, async ({ uri }) => {
    const file = insideWorkspace(uri);
    return file !== undefined && (await fileSize(file)) !== undefined;
  });
  server.answer(readFileRequest, async ({ uri }) => {
    const file = insideWorkspace(uri);
    const size = file && (await fileSize(file));
    if (file === undefined || size === undefined || size > maxFileSize) return null;
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  });
  server.answer(findFilesRequest, async ({ endings }) => {
    const folders = workspace.workspaceFolders ?? [];
    const found = await Promise.all(folders.map(({ uri }) => findFiles(uri, endings)));
    return found.flat().map((file) => file.toString());
  });
}

async function findFiles(folder: Uri, endings: readonly string[]): Promise<readonly Uri[]> {
  const pattern = new RelativePattern(folder, `**/*{${endings.join(',')}}`);
  try {
    const found = await workspace.findFiles(pattern, undefined, maxFiles);
    if (found.length > 0) return found;
  } catch {
    // treated like an empty result
  }
  // File systems that exist only in the browser often cannot search.
  return walk(folder, endings);
}

async function walk(folder: Uri, endings: readonly string[]): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  const waiting = [folder];
  for (let read = 0; read < maxFolders && found.length < maxFiles; read++) {
    const next = waiting.shift();
    if (next === undefined) break;
    for (const [name, type] of await entriesOf(next)) {
      const file = Uri.joinPath(next, name);
      if (type === FileType.Directory && !skippedFolders.test(name)) waiting.push(file);
      else if (type === FileType.File && endings.some((ending) => name.endsWith(ending))) found.push(file);
    }
  }
  return found;
}

async function entriesOf(folder: Uri): Promise<readonly [name: string, type: FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return []; // removed meanwhile, or no permission
  }
}

/** The uri, if it is below a workspace folder; undefined for any path with `..`. */
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
