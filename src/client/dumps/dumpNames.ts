import { Uri } from 'vscode';
import { baseOf } from '../../core';
import { dumpFile } from '../../protocol';

/** Uri of the file with the text of a dump: the file on disk, or the document. */
export function fileOf(uri: string): Uri {
  return Uri.parse(dumpFile(uri) ?? uri);
}

/** Name of the file with the text of a dump. */
export function fileName(uri: string): string {
  return baseOf(fileOf(uri).path);
}

/** The file name without the extension. */
export function dumpName(uri: string): string {
  return fileName(uri).replace(/(.)\.[^.]*$/, '$1');
}
