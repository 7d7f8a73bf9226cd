/** What a server can do with files that are too large, or packed, for an editor to hand over. A browser's cannot. */
export interface DumpFiles {
  /**
   * @param uri of a file on the server's disk
   * @throws if there is none, with a message for people
   */
  open(uri: string): Promise<DumpFile>;
}

/** A file whose text, unpacked if need be, is read once from its beginning to its end, and then again in places. */
export interface DumpFile {
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
  /** Bytes of the file as it is on disk. */
  read(start: number, end: number): Uint8Array;
  /** Keeps bytes on disk until `close`; the offset by which `kept` gives them again. */
  keep(bytes: Uint8Array): number;
  kept(start: number, end: number): Uint8Array;
  close(): void;
}
