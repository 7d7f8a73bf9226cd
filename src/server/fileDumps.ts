import {
  type Dump,
  DumpJoiner,
  dumpPieceEnd,
  guessUserCode,
  lastIndex,
  looksLikePprof,
  markedByteOrder,
  profileText,
  readGoroutineProfile,
  readPiece,
  toUtf8,
} from '../core';
import type { OpenedFile } from '../protocol';
import { GroupedDump } from './groupedDump';
import type { DumpFile, DumpFiles } from './files/dumpFiles';

/**
 * In bytes: how much is read at once. A smaller text is given to the editor as a document, for VS Code gives none of 50 MB
 * and more to extensions.
 */
const pieceSize = 32 << 20;
/** In bytes: what cannot be cut, such as a line, is none of a dump's if it is longer. */
const longestPiece = 256 << 20;
const largestProfile = 256 << 20;

const lineFeed = 0x0a;

/** What the opening of a file tells while it lasts. */
export interface Progress {
  /** @param read bytes of the file on disk, in all */
  readonly report: (read: number, size: number) => void;
  readonly isCancelled: () => boolean;
}

/** A file whose dump the server keeps. */
interface KeptFile {
  readonly stamp: string;
  readonly dump: FileDump;
  readonly opened: OpenedFile;
}

/** A file that is being read, and who waits for it. */
interface Opening {
  readonly result: Promise<OpenedFile>;
  readonly waiting: Progress[];
  /** Of all of them. */
  readonly progress: Progress;
}

/** The reading was cancelled. */
export class Cancelled extends Error {}

/** Dumps that the server reads from disk, because no editor can: too large for it, or packed. */
export class FileDumps {
  private readonly opened = new Map<string, KeptFile>();
  private readonly opening = new Map<string, Opening>();
  private isClosed = false;

  constructor(
    private readonly files: DumpFiles | undefined,
    private readonly modules: () => readonly string[],
  ) {}

  get(uri: string): FileDump | undefined {
    return this.opened.get(uri)?.dump;
  }

  /**
   * Who opens a file that is just being read waits for the same reading, which goes on while anybody waits for it.
   *
   * @throws Cancelled, or an error whose message says to people why the file cannot be opened
   */
  async open(uri: string, progress: Progress): Promise<OpenedFile> {
    let opening = this.opening.get(uri);
    if (opening === undefined || opening.progress.isCancelled()) {
      this.opening.set(uri, (opening = this.begin(uri, progress)));
    } else {
      opening.waiting.push(progress);
    }
    const opened = await opening.result;
    if (progress.isCancelled()) throw new Cancelled();
    return opened;
  }

  private begin(uri: string, first: Progress): Opening {
    const waiting = [first];
    const progress: Progress = {
      report(read, size) {
        waiting.find(({ isCancelled }) => !isCancelled())?.report(read, size);
      },
      isCancelled: () => waiting.every(({ isCancelled }) => isCancelled()),
    };
    const result = this.read(uri, progress).finally(() => {
      if (this.opening.get(uri)?.result === result) this.opening.delete(uri);
    });
    return { result, waiting, progress };
  }

  /** A file that is just being read is not closed: somebody waits for it. */
  close(uri: string): void {
    this.opened.get(uri)?.dump.close();
    this.opened.delete(uri);
  }

  /** For good. */
  closeAll(): void {
    this.isClosed = true;
    for (const uri of [...this.opened.keys()]) this.close(uri);
  }

  private async read(uri: string, { report, isCancelled }: Progress): Promise<OpenedFile> {
    if (this.files === undefined) {
      throw new Error('Large and packed files can be opened in VS Code on a computer, not in a browser.');
    }
    const file = await this.files.open(uri);
    let isKept = false;
    try {
      const kept = this.opened.get(uri);
      if (kept?.stamp === file.stamp) return kept.opened;
      const read = await readFile(file, { report, isCancelled: () => this.isClosed || isCancelled() });
      const opened: OpenedFile =
        file.damage === undefined ? {} : { warning: `${file.damage} What stands before is shown.` };
      if (typeof read === 'string') return { ...opened, text: read };
      if (this.isClosed) throw new Cancelled();
      isKept = true;
      const dump = new FileDump(uri, read.dump, this.modules(), read.text, file);
      this.close(uri);
      this.opened.set(uri, { stamp: file.stamp, dump, opened });
      return opened;
    } finally {
      if (!isKept) file.close();
    }
  }
}

/** Lines of a text, `endLine` exclusive; there may be more than `lines` has. */
interface TextPart {
  readonly line: number;
  readonly endLine: number;
  readonly lines: readonly string[];
}

/** In bytes: what is read of the text between two goroutines. */
const betweenSize = 1 << 20;

/** A dump whose text stays on disk. Lines are those of the text without what is around the dump. */
export class FileDump extends GroupedDump {
  private last: TextPart | undefined;

  constructor(
    uri: string,
    dump: Dump,
    modules: readonly string[],
    private readonly text: PiecedText,
    private readonly file: DumpFile,
  ) {
    super(uri, dump, guessUserCode(dump, modules));
  }

  /** Empty far from goroutines. */
  readonly lineAt = (line: number): string => {
    const last = this.last;
    if (last !== undefined && line >= last.line && line < last.endLine) {
      return last.lines[line - last.line] ?? '';
    }
    this.last = this.partAt(line);
    return this.last.lines[line - this.last.line] ?? '';
  };

  /** The goroutine that the line is of, or what stands before or behind one. */
  private partAt(line: number): TextPart {
    const { count, line: header, endLine, start, end } = this.dump.goroutines;
    const index = lastIndex(count, (goroutine) => header[goroutine]! <= line);
    if (index >= 0 && line < endLine[index]!) {
      const lines = linesOf(this.text.between(start[index]!, end[index]!));
      return { line: header[index]!, endLine: endLine[index]!, lines };
    }
    const behind = { line: endLine[index] ?? 0, byte: end[index] ?? 0 };
    const next = { line: header[index + 1] ?? Infinity, byte: start[index + 1] ?? Infinity };
    // The lines before a header, which may be a panic, are worth more than those of a log behind a goroutine.
    if (next.byte < Infinity) {
      const before = this.text.linesBefore(next.byte, Math.max(behind.byte, next.byte - betweenSize));
      const first = next.line - before.length;
      if (line >= first) return { line: first, endLine: next.line, lines: before };
    }
    const lines = linesOf(this.text.between(behind.byte, Math.min(next.byte, behind.byte + betweenSize)));
    return { line: behind.line, endLine: next.line, lines };
  }

  close(): void {
    this.file.close();
  }
}

/** The text of all pieces, one behind the other: where it stands in the file, or is kept if it was unwrapped. */
class PiecedText {
  private readonly pieces: {
    readonly start: number;
    readonly end: number;
    readonly at: number;
    readonly isKept: boolean;
  }[] = [];
  private length = 0;

  constructor(private readonly file: DumpFile) {}

  add(at: number, length: number, isKept: boolean): void {
    const start = this.length;
    this.length += length;
    this.pieces.push({ start, end: this.length, at, isKept });
  }

  /** The whole lines from byte `from` on, or from where a piece begins, to the beginning of one at byte `end`. */
  linesBefore(end: number, from: number): readonly string[] {
    const start = Math.max(from, this.pieces.findLast((each) => each.start < end)?.start ?? end);
    if (start >= end) return [];
    // With the byte before, which tells whether the first line is whole.
    const isCut = start > 0 && this.between(start - 1, start)[0] !== lineFeed;
    return linesOf(this.between(start, end)).slice(isCut ? 1 : 0, -1);
  }

  /** Up to the end of a piece: a goroutine lies in one. */
  between(start: number, end: number): Uint8Array {
    const piece = this.pieces.findLast((each) => each.start <= start)!;
    const from = piece.at + start - piece.start;
    const to = from + Math.min(end, piece.end) - start;
    return piece.isKept ? this.file.kept(from, to) : this.file.read(from, to);
  }
}

function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder().decode(bytes).split(/\r?\n/);
}

/** The text of a file that is small enough to be a document, or the dump of one that is not. */
async function readFile(
  file: DumpFile,
  progress: Progress,
): Promise<string | { readonly dump: Dump; readonly text: PiecedText }> {
  const joiner = new DumpJoiner();
  const text = new PiecedText(file);
  /** What has not been read yet: concatenated only once there is enough of it. */
  let rest: Uint8Array[] = [];
  let restLength = 0;
  let wanted = pieceSize;
  let offset = 0;
  let isLarge = false;
  let isRewritten = file.isPacked;
  let decode: ((chunk: Uint8Array) => Uint8Array) | undefined;
  const addPiece = (piece: Uint8Array) => {
    const { traceback, unwrapped } = readPiece(piece);
    const isAsOnDisk =
      unwrapped.origins === undefined && unwrapped.text.length === piece.length && !isRewritten;
    const at = isAsOnDisk ? offset : file.keep(unwrapped.text);
    text.add(at, unwrapped.text.length, !isAsOnDisk);
    joiner.add(traceback, unwrapped.text.length);
    offset += piece.length;
  };
  const takeRest = () => {
    const whole = concatenated(rest, restLength);
    rest = [whole];
    return whole;
  };
  for await (const chunk of chunksOf(file, progress)) {
    if (offset === 0 && rest.length === 0) decode = utf16Decoder(chunk);
    isRewritten ||= decode !== undefined;
    const bytes = decode?.(chunk) ?? chunk;
    rest.push(bytes);
    restLength += bytes.length;
    if (restLength < wanted) continue;
    const whole = takeRest();
    if (!isLarge && looksLikePprof(whole)) {
      if (restLength > largestProfile)
        throw new Error(`${file.path} was not opened: it is a profile of more than 256 MB.`);
      wanted = restLength * 2;
      continue;
    }
    isLarge = true;
    // The records of a profile are read as such only behind its head.
    const end = offset === 0 && isProfile(whole) ? undefined : dumpPieceEnd(whole);
    if (end === undefined) {
      if (restLength >= longestPiece) {
        throw new Error(
          `${file.path} was not opened: it has a line or a profile of more than 256 MB, as no dump does.`,
        );
      }
      wanted = restLength * 2;
      continue;
    }
    addPiece(whole.subarray(0, end));
    rest = [whole.slice(end)];
    restLength = whole.length - end;
    wanted = pieceSize;
  }
  if (file.damage !== undefined && offset + restLength === 0) {
    throw new Error(`${file.damage} Copy it again, or unpack it by hand.`);
  }
  if (!isLarge) return documentText(file.path, takeRest());
  if (restLength > 0) addPiece(takeRest());
  const dump = joiner.build();
  if (dump.goroutines.count === 0 && dump.races.length === 0) {
    throw new Error(`${file.path} has no goroutines.`);
  }
  return { dump, text };
}

function documentText(path: string, bytes: Uint8Array): string {
  if (!looksLikePprof(bytes)) {
    const text = new TextDecoder().decode(toUtf8(bytes));
    const beginning = text.slice(0, 64 << 10);
    const unreadable = beginning.split('\ufffd').length - 1;
    if (unreadable > beginning.length / 20) {
      throw new Error(`${path} is neither a text nor a profile of goroutines.`);
    }
    return text;
  }
  const profile = readGoroutineProfile(bytes);
  if (profile.kind === 'refused') throw new Error(`${path}: ${profile.message}`);
  return profileText(profile);
}

async function* chunksOf(file: DumpFile, { report, isCancelled }: Progress): AsyncIterable<Uint8Array> {
  let read = 0;
  let reported = 0;
  const chunks = file.chunks((bytes) => {
    read += bytes;
  });
  for await (const chunk of chunks) {
    if (isCancelled()) throw new Cancelled();
    // Many chunks may be unpacked from what is read at once.
    if (read > reported) report((reported = read), file.size);
    yield chunk;
  }
}

/** Whether a text begins with a profile, perhaps behind some lines of a log. */
function isProfile(text: Uint8Array): boolean {
  const beginning = new TextDecoder().decode(text.subarray(0, 64 << 10));
  return /^goroutine(?:leak)? profile: total \d/m.test(beginning);
}

/** Makes UTF-8 of the chunks of a text in UTF-16; undefined for any other text. */
function utf16Decoder(beginning: Uint8Array): ((chunk: Uint8Array) => Uint8Array) | undefined {
  const order = markedByteOrder(beginning);
  if (order === undefined) return undefined;
  const decoder = new TextDecoder(order);
  const encoder = new TextEncoder();
  return (chunk) => encoder.encode(decoder.decode(chunk, { stream: true }));
}

function concatenated(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
