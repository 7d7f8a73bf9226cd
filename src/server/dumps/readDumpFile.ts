import {
  type Dump,
  DumpJoiner,
  dumpPieceEnd,
  hasProfileHead,
  looksLikePprof,
  markedByteOrder,
  profileText,
  readGoroutineProfile,
  readPiece,
  toUtf8,
} from '../../core';
import type { DiskFile } from '../ports/diskFiles';
import { PiecedText } from './piecedText';

/**
 * Size of a piece in bytes. A smaller text is sent to the editor as a document. VS Code does not pass documents of 50 MB
 * or more to extensions.
 */
const pieceSize = 32 << 20;
/** In bytes. Longer text that cannot be divided, such as a line, does not belong to a dump. */
const maxPieceSize = 256 << 20;
const maxProfileSize = 256 << 20;

/** Callbacks while a file is being opened. */
export interface Progress {
  /** @param read bytes of the file on disk that have been read so far */
  readonly report: (read: number, size: number) => void;
  readonly isCancelled: () => boolean;
}

/** Thrown if reading was cancelled. */
export class Cancelled extends Error {}

/**
 * Reads a file: returns the text if it is small enough for a document, else the dump.
 *
 * @throws Cancelled, or an error with a message for the user
 */
export async function readDumpFile(
  file: DiskFile,
  progress: Progress,
): Promise<string | { readonly dump: Dump; readonly text: PiecedText }> {
  const joiner = new DumpJoiner();
  const text = new PiecedText(file);
  /** Chunks that have not been parsed yet; concatenated once there are enough. */
  let rest: Uint8Array[] = [];
  let restLength = 0;
  let wanted = pieceSize;
  let offset = 0;
  let isLarge = false;
  let isRewritten = file.isPacked;
  let decode: ((chunk: Uint8Array) => Uint8Array) | undefined;
  const addPiece = async (piece: Uint8Array) => {
    const { traceback, unwrapped } = readPiece(piece);
    const isAsOnDisk =
      unwrapped.origins === undefined && unwrapped.text.length === piece.length && !isRewritten;
    const at = isAsOnDisk ? offset : await file.keep(unwrapped.text);
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
      if (restLength > maxProfileSize)
        throw new Error(`${file.path} was not opened: it is a profile of more than 256 MB.`);
      wanted = restLength * 2;
      continue;
    }
    isLarge = true;
    // A profile must be one piece, because its records are recognized only after its head.
    const end = offset === 0 && isProfile(whole) ? undefined : dumpPieceEnd(whole);
    if (end === undefined) {
      if (restLength >= maxPieceSize) {
        throw new Error(
          `${file.path} was not opened: it has a line or a profile of more than 256 MB, which no dump has.`,
        );
      }
      wanted = restLength * 2;
      continue;
    }
    await addPiece(whole.subarray(0, end));
    rest = [whole.slice(end)];
    restLength = whole.length - end;
    wanted = pieceSize;
  }
  if (file.damage !== undefined && offset + restLength === 0) {
    throw new Error(`${file.damage} Copy it again, or unpack it by hand.`);
  }
  if (!isLarge) return documentText(file.path, takeRest());
  if (restLength > 0) await addPiece(takeRest());
  const dump = joiner.build();
  if (dump.goroutines.length === 0 && dump.races.length === 0) {
    throw new Error(`${file.path} contains no goroutines.`);
  }
  return { dump, text };
}

function documentText(path: string, bytes: Uint8Array): string {
  if (!looksLikePprof(bytes)) {
    const text = new TextDecoder().decode(toUtf8(bytes));
    const beginning = text.slice(0, 64 << 10);
    const unreadable = beginning.split('\ufffd').length - 1;
    if (unreadable > beginning.length / 20) {
      throw new Error(`${path} is neither text nor a goroutine profile.`);
    }
    return text;
  }
  const profile = readGoroutineProfile(bytes);
  if (profile.kind === 'refused') throw new Error(`${path}: ${profile.message}`);
  return profileText(profile);
}

async function* chunksOf(file: DiskFile, { report, isCancelled }: Progress): AsyncIterable<Uint8Array> {
  let read = 0;
  let reported = 0;
  const chunks = file.chunks((bytes) => {
    read += bytes;
  });
  for await (const chunk of chunks) {
    if (isCancelled()) throw new Cancelled();
    // One read may unpack to many chunks.
    if (read > reported) report((reported = read), file.size);
    yield chunk;
  }
}

/** Whether a text begins with a profile, possibly after lines of a log. */
function isProfile(text: Uint8Array): boolean {
  const beginning = new TextDecoder().decode(text.subarray(0, 64 << 10));
  return hasProfileHead(beginning);
}

/** Returns a function that converts the chunks of a UTF-16 text to UTF-8; undefined for any other text. */
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
