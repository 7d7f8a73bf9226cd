import { type CancellationToken, ErrorCodes, ResponseError } from 'vscode-languageserver';
import {
  checkFileNotification,
  closeFileNotification,
  type DumpId,
  fileChangedNotification,
  fileProgressNotification,
  type OpenedFile,
  openFileRequest,
} from '../../protocol';
import type { Feature, ServerContext } from '../context';
import { Cancelled } from '../dumps/readDumpFile';
import { throwIfCancelled } from '../turns';

/** Opens and closes files that the server reads from disk, and notifies the client when they change. */
export const fileRequests: Feature = {
  register(context) {
    const { connection, dumps } = context;
    connection.onRequest(
      openFileRequest.method,
      ({ uri }: DumpId, token: CancellationToken): Promise<OpenedFile> => openFile(context, uri, token),
    );
    connection.onNotification(closeFileNotification.method, ({ uri }: DumpId) => {
      void dumps.disk.close(uri);
    });
    connection.onNotification(checkFileNotification.method, ({ uri }: DumpId) => {
      void dumps.disk.check(uri);
    });
    dumps.disk.onDidChangeFile((change) => {
      void connection.sendNotification(fileChangedNotification.method, change);
    });
    dumps.disk.onDidReplace((uri) => {
      context.announceChange([uri]);
    });
  },
};

async function openFile(
  { connection, dumps }: ServerContext,
  uri: string,
  token: CancellationToken,
): Promise<OpenedFile> {
  try {
    return await dumps.disk.open(uri, {
      isCancelled: () => token.isCancellationRequested,
      report(read, size) {
        void connection.sendNotification(fileProgressNotification.method, { uri, read, size });
      },
    });
  } catch (error) {
    if (error instanceof Cancelled) throwIfCancelled(token);
    throw new ResponseError(ErrorCodes.InvalidParams, error instanceof Error ? error.message : String(error));
  }
}
