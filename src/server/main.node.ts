/** Entry point of the server in Node: over IPC for VS Code, or `--stdio` for any editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { disk } from './node/disk';
import { diskFiles } from './node/diskFiles';
import { parserThreads } from './node/parserThreads';
import { wasmFilesOnDisk } from './node/wasmFiles';
import { createServer } from './server';

const connection = createConnection(ProposedFeatures.all);
createServer(connection, disk, () => wasmFilesOnDisk, { diskFiles, parserThreads: parserThreads() });
connection.listen();
