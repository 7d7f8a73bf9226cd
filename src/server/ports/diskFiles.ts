import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { FileChange } from '../../protocol';

/** Files on the disk of the server's machine. A server in a browser has none. */
export interface DiskFiles {
  /**
   * @param uri uri of a file on the server's disk
   * @throws an error with a message for the user, if there is no such file
   */
  open(uri: string): Promise<DiskFile>;
}

/** A file whose text is read once from start to end, unpacked if needed, and then in parts. */
export interface DiskFile {
  /** For messages. */
  readonly path: string;
  /** Changes whenever the file does. */
  readonly stamp: string;
  /** In bytes on disk. */
  readonly size: number;
  /** Whether the text is packed by gzip, so that `read` cannot return it. */
  readonly isPacked: boolean;
  /** Message for the user: why `chunks` ended early, because the rest cannot be unpacked. */
  readonly damage: string | undefined;
  /** The unpacked text in chunks of at most some megabytes. @throws for a decompression bomb */
  chunks(onRead: (bytes: number) => void): AsyncIterable<Uint8Array>;
  /**
   * Reads bytes of the file on disk. `chunks` must have ended.
   *
   * @throws FileChanged if they differ from those that `chunks` returned
   */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Stores bytes in a temporary file until `close`. @returns their offset, for `kept` */
  keep(bytes: Uint8Array): Promise<number>;
  kept(start: number, end: number): Promise<Uint8Array>;
  /** How the file at the path differs from the file that was opened. */
  change(): Promise<FileChange | undefined>;
  /** Closes the file, after pending reads. */
  close(): Promise<void>;
}

/** The text cannot be read again, because the file has changed. */
export class FileChanged extends ResponseError {
  constructor(path: string) {
    const message = `${path} has changed on disk since it was read, so the text of its goroutines cannot be shown. Open the file again.`;
    super(LSPErrorCodes.RequestFailed, message);
  }
}
