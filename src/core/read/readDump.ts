import { toUtf8, withoutMark } from '../bytes/encoding';
import { headerPattern } from '../lines/headerStart';
import { profileHeadStarts } from '../lines/profileHead';
import { raceWarning } from '../lines/race';
import type { Dump } from '../model/dump';
import { divide } from '../parse/sections';
import { parseTraceback } from '../parse/parseTraceback';
import type { Traceback } from '../parse/traceback';
import { Unwrapper } from '../unwrap/unwrap';
import { notUnwrapped, type Unwrapped } from '../unwrap/unwrapped';

/** A dump and the text that its lines refer to, which differs from the given text if that was wrapped. */
export interface ReadDump {
  readonly dump: Dump;
  readonly unwrapped: Unwrapped;
}

/** Like `ReadDump`, for a piece of a text whose first dump may have begun in an earlier piece; for `DumpJoiner`. */
export interface ReadPiece {
  readonly traceback: Traceback;
  readonly unwrapped: Unwrapped;
}

/**
 * Reads a goroutine dump and removes what surrounds it. Never throws; what cannot be read is in `problems`.
 *
 * @param text UTF-8 or UTF-16, or a string, whose lone surrogates are read as U+FFFD (columns stay the same)
 */
export function readDump(text: string | Uint8Array): ReadDump {
  const { traceback, unwrapped } = readPiece(text);
  const { marks, ...rest } = traceback;
  return { dump: { ...rest, ...divide(rest, marks) }, unwrapped };
}

/** Reads a piece of a text like `readDump`. */
export function readPiece(text: string | Uint8Array): ReadPiece {
  const bytes = typeof text === 'string' ? withoutMark(new TextEncoder().encode(text)) : toUtf8(text);
  const unwrapper = new Unwrapper(notUnwrapped(bytes));
  for (;;) {
    const { text: current, streams } = unwrapper.current;
    const traceback = parseTraceback(current, {
      streams,
      onUnparsedLine: ({ text: line, start }, inStack) => unwrapper.onUnparsedLine(line, start, inStack),
    });
    if (traceback !== undefined) return { traceback, unwrapped: unwrapper.current };
  }
}

/** Reads only the dump. Its lines and byte offsets refer to the unwrapped text. */
export function parseDump(text: string | Uint8Array): Dump {
  return readDump(text).dump;
}

const dumpPattern = new RegExp(
  [headerPattern({ blank: '[ \\u00a0]+' }), raceWarning, ...profileHeadStarts].join('|'),
);

/** Whether the text, or its first part, looks like a goroutine dump in any form. */
export function looksLikeDump(text: string): boolean {
  return dumpPattern.test(text);
}
