import type { Frame, Resolution } from '../core';
import { type DumpUri } from './dump';
import { request } from './rpc';

/** Where the frame's source is. */
export const resolveRequest = request<DumpUri & { readonly frame: Frame }, Resolution>(
  'goroutineDump/resolve',
);

/** File access through the client, for a server without a disk. Only `uri`s below a workspace folder. */
export const isFileRequest = request<DumpUri, boolean>('goroutineDump/isFile');

export const readFileRequest = request<DumpUri, string | null>('goroutineDump/readFile');

/** Absolute uris of the workspace's files with one of the names or extensions (`go.mod`, `.go`). */
export const findFilesRequest = request<{ readonly endings: readonly string[] }, readonly string[]>(
  'goroutineDump/findFiles',
);
