/** Entry point of the server in a Web Worker. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { clientFiles } from './browser/clientFiles';
import { fetchedWasmFiles } from './browser/wasmFiles';
import { createServer } from './server';

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
createServer(connection, clientFiles(connection), fetchedWasmFiles);
connection.listen();
