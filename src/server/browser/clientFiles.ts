import type { Connection } from 'vscode-languageserver';
import { findFilesRequest, isFileRequest, readFileRequest, type Request } from '../../protocol';
import type { SourceProvider } from '../ports/sourceProvider';

/** The workspace's files through the client, for a server that has no disk. There is no Go beside a browser. */
export function clientFiles(connection: Connection): SourceProvider {
  const ask = <Params, Result>({ method }: Request<Params, Result>, params: Params) =>
    connection.sendRequest<Result>(method, params);
  return {
    isFile: (uri) => ask(isFileRequest, { uri }).catch(() => false),
    readFile: async (uri) => (await ask(readFileRequest, { uri }).catch(() => null)) ?? undefined,
    findGoFiles: () => ask(findFilesRequest, { endings: ['go.mod', 'go.work', '.go'] }).catch(() => []),
    goFolders: () => Promise.resolve({ goroots: [], moduleCaches: [], gopathSources: [] }),
  };
}
