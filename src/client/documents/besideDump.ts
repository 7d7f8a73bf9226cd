import { Uri, workspace } from 'vscode';
import { dumpName, fileOf } from './dumpNames';

/**
 * Where a file made from a dump is saved by default: beside the dump; in the first workspace folder for an untitled document.
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
