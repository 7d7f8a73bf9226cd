import { Uri, workspace } from 'vscode';
import { dumpName, fileOf } from '../dumps/dumpNames';

/**
 * The default uri of a file that is made from a dump: beside the dump or, for an untitled document, in the first workspace
 * folder.
 *
 * @param ending `-dedup.dump` for `hang-dedup.dump` beside `hang.dump`
 */
export function besideDump(dump: string, ending: string): Uri {
  const name = `${dumpName(dump)}${ending}`;
  const file = fileOf(dump);
  if (file.scheme !== 'untitled') return Uri.joinPath(file, '..', name);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return folder === undefined ? Uri.file(name) : Uri.joinPath(folder, name);
}
