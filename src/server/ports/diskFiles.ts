import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { FileChange } from '../../protocol';

/** The files of the disk of the machine that the server runs on. A server in a browser has none. */
export interface DiskFiles {
  /**
   * @param uri of a file on the server's disk
   * @throws if there is none, with a message for people
   */
  open(uri: string): Promise<DiskFile>;
}

/** A file whose text, unpacked if need be, is read once from its beginning to its end, and then again in places. */
export interface DiskFile {
  /** For people. */
  readonly path: string;
  /** Changes whenever the file does. */
  readonly stamp: string;
  /** In bytes, as it is on disk. */
  readonly size: number;
  /** Whether the text is packed by gzip, and `read` therefore cannot give it again. */
  readonly isPacked: boolean;
  /** What was found wrong where `chunks` ended, for people; the text goes on there, but cannot be unpacked. */
  readonly damage: string | undefined;
  /** The text, unpacked, in chunks of megabytes at most. @throws for a bomb */
  chunks(onRead: (bytes: number) => void): AsyncIterable<Uint8Array>;
  /** Bytes of the file as it is on disk, once `chunks` has come to its end. @throws FileChanged if they are no longer what that gave */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Keeps bytes on disk until `close`; the offset by which `kept` gives them again. */
  keep(bytes: Uint8Array): Promise<number>;
  kept(start: number, end: number): Promise<Uint8Array>;
  /** How the file that the path names differs from the one that was opened. */
  change(): Promise<FileChange | undefined>;
  /** Waits for what is being read. */
  close(): Promise<void>;
}

/** The text cannot be read again, because the file has another one. */
export class FileChanged extends ResponseError {
  constructor(path: string) {
    const message = `${path} has changed on disk since it was read, so the text of its goroutines cannot be shown. Open the file again.`;
    super(LSPErrorCodes.RequestFailed, message);
  }
}
