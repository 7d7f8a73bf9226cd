import type { Frame, Resolution } from '../core';
import { type DumpId } from './dump';
import { request } from './rpc';

/** Finds the source of the frame. */
export const resolveRequest = request<DumpId & { readonly frame: Frame }, Resolution>(
  'goroutineDump/resolve',
);

/** Names a file of the workspace. */
export interface SourceFile {
  readonly uri: string;
}

/**
 * Whether a file exists: file access through the client, for a server without a disk. Only below a workspace folder.
 */
export const isFileRequest = request<SourceFile, boolean>('goroutineDump/isFile');

export const readFileRequest = request<SourceFile, string | null>('goroutineDump/readFile');

/** Absolute uris of the workspace's files whose names end with one of the endings (`go.mod`, `.go`). */
export const findFilesRequest = request<{ readonly endings: readonly string[] }, readonly string[]>(
  'goroutineDump/findFiles',
);
