import { Uri } from 'vscode';
import { dumpFile } from '../../protocol';
import { baseName } from '../text/wording';

/** Uri of the file that holds the text of a dump: that on disk, or the document's. */
export function fileOf(uri: string): Uri {
  return Uri.parse(dumpFile(uri) ?? uri);
}

/** Name of the file that holds the text of a dump. */
export function fileName(uri: string): string {
  return baseName(fileOf(uri).path);
}

/** The same without the extension. */
export function dumpName(uri: string): string {
  return fileName(uri).replace(/(.)\.[^.]*$/, '$1');
}
