import { type DumpId } from './dump';
import { request, notification } from './rpc';

/** The result of opening a file. */
export interface OpenedFile {
  /** The whole unpacked text, if it is small enough for a document; absent if the server keeps the dump. */
  readonly text?: string;
  /** Message for the user: why only a part of the file was read. */
  readonly warning?: string;
}

/**
 * Asks the server to read a file that no editor can send: too large, packed, or a binary profile. The server then answers
 * requests for its uri until the file is closed. Fails with a message for the user.
 */
export const openFileRequest = request<DumpId, OpenedFile>('goroutineDump/openFile');

export const closeFileNotification = notification<DumpId>('goroutineDump/closeFile');

/** What happened to a file on disk after the server read it. The dump stays as it was read. */
export type FileChange = 'rewritten' | 'removed';

/**
 * A file whose dump the server keeps has changed. Sent once for each kind of change until the file is read again.
 */
export const fileChangedNotification = notification<DumpId & { readonly change: FileChange }>(
  'goroutineDump/fileChanged',
);

/** Asks the server to check whether a file has changed, as it does with each request about the dump. */
export const checkFileNotification = notification<DumpId>('goroutineDump/checkFile');

/** Progress of reading a file, in bytes on disk. */
export const fileProgressNotification = notification<
  DumpId & { readonly read: number; readonly size: number }
>('goroutineDump/fileProgress');
