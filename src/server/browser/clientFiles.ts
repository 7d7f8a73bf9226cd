import type { Connection } from 'vscode-languageserver';
import { findFilesRequest, isFileRequest, readFileRequest, type Request } from '../../protocol';
import type { SourceProvider } from '../ports/sourceProvider';

/** Reads the workspace's files through the client, for a server without a disk. A browser has no Go installation. */
export function clientFiles(connection: Connection): SourceProvider {
  const send = <Params, Result>({ method }: Request<Params, Result>, params: Params) =>
    connection.sendRequest<Result>(method, params);
  return {
    isFile: (uri) => send(isFileRequest, { uri }).catch(() => false),
    readFile: async (uri) => (await send(readFileRequest, { uri }).catch(() => null)) ?? undefined,
    findGoFiles: () => send(findFilesRequest, { endings: ['go.mod', 'go.work', '.go'] }).catch(() => []),
    goFolders: () => Promise.resolve({ goroots: [], moduleCaches: [], gopathSources: [] }),
  };
}
