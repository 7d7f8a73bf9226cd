import { Uri } from 'vscode';
import { dumpFile } from '../../protocol';
import { baseName } from '../words/wording';

/** Uri of the file with the text of a dump: the file on disk, or the document. */
export function fileOf(uri: string): Uri {
  return Uri.parse(dumpFile(uri) ?? uri);
}

/** Name of the file with the text of a dump. */
export function fileName(uri: string): string {
  return baseName(fileOf(uri).path);
}

/** The file name without the extension. */
export function dumpName(uri: string): string {
  return fileName(uri).replace(/(.)\.[^.]*$/, '$1');
}
