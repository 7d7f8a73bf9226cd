import { type DumpUri } from './dump';
import { request, notification } from './rpc';

/** What has come of opening a file. */
export interface OpenedFile {
  /** The whole text, unpacked, of a file that is small enough to be a document; absent if the server keeps the dump. */
  readonly text?: string;
  /** For people: why it is not all of the file. */
  readonly warning?: string;
}

/**
 * Has the server read a file that no editor can hand over: too large, packed, or a binary profile. Answers other requests
 * for its uri then, until it is closed. Fails with a message for people.
 */
export const openFileRequest = request<DumpUri, OpenedFile>('goroutineDump/openFile');

export const closeFileNotification = notification<DumpUri>('goroutineDump/closeFile');

/** How far the reading of a file has come, in bytes on disk. */
export const fileProgressNotification = notification<
  DumpUri & { readonly read: number; readonly size: number }
>('goroutineDump/fileProgress');
