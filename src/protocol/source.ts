import type { Frame, Resolution } from '../core';
import { type DumpId } from './dump';
import { request } from './rpc';

/** Finds the source of the frame. */
export const resolveRequest = request<DumpId & { readonly frame: Frame }, Resolution>(
  'goroutineDump/resolve',
);

/** Identifies a file of the workspace. */
export interface SourceFile {
  readonly uri: string;
}

/**
 * Whether a file below a workspace folder exists. With the two requests after it, gives a server in a browser access to
 * files through the client.
 */
export const isFileRequest = request<SourceFile, boolean>('goroutineDump/isFile');

export const readFileRequest = request<SourceFile, string | null>('goroutineDump/readFile');

/** Absolute uris of the workspace's files whose names end with one of the endings (`go.mod`, `.go`). */
export const findFilesRequest = request<{ readonly endings: readonly string[] }, readonly string[]>(
  'goroutineDump/findFiles',
);
