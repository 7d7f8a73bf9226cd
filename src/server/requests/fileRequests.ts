import { type CancellationToken, ErrorCodes, ResponseError } from 'vscode-languageserver';
import {
  closeFileNotification,
  type DumpId,
  fileProgressNotification,
  type OpenedFile,
  openFileRequest,
} from '../../protocol';
import type { Feature, ServerContext } from '../context';
import { Cancelled } from '../dumps/readDumpFile';
import { throwIfCancelled } from '../turns';

/** Opens and closes files that the server reads from disk. */
export const fileRequests: Feature = {
  register(context) {
    context.connection.onRequest(
      openFileRequest.method,
      ({ uri }: DumpId, token: CancellationToken): Promise<OpenedFile> => openFile(context, uri, token),
    );
    context.connection.onNotification(closeFileNotification.method, ({ uri }: DumpId) => {
      void context.dumps.disk.close(uri);
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
