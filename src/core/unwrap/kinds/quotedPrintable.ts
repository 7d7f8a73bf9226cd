import { carriageReturn, lineFeed } from '../../bytes/ascii';
import { readCreatedBy, readFileLine, readFunctionLine } from '../../lines/frame';
import { readHeader } from '../../lines/header';
import { Region } from '../region';
import { Rewriter, type Rewritten } from '../rewriter';

/** A line of a mail whose body is encoded as quoted-printable (RFC 2045, 6.7). Source of a pattern. */
export const quotedPrintableSign = '=(?:3D|09|20)|[^=]=\\r?$';

const equals = 0x3d;
/** What has an escape in a stack: `fp=3D0x…`, and a tab before a path. */
const escapedPart = /\b(?:fp|sp|pc|gp|m|mp)=3D(?:0x|nil|\d)|^(?:> ?)*=09\S*[/.]/;

/**
 * Decodes a mail. Undefined unless the line at byte `at` is a line of a stack with escapes, or one that is broken by a soft
 * line break, or a line of the mail's head says so.
 */
export function withoutQuotedPrintable(text: Uint8Array, at: number): Rewritten | undefined {
  if (!isEncoded(text, at)) return undefined;
  const out = new Rewriter(text, { start: 0, end: text.length });
  let copied = 0;
  for (let mark = text.indexOf(equals); mark >= 0; mark = text.indexOf(equals, mark + 1)) {
    const feed = text[mark + 1] === carriageReturn ? mark + 2 : mark + 1;
    const byte = text[feed] === lineFeed ? undefined : hexByte(text, mark + 1);
    if (text[feed] !== lineFeed && byte === undefined) continue;
    out.copy(copied, mark);
    if (byte !== undefined) out.put(byte, mark);
    copied = byte === undefined ? feed + 1 : mark + 3;
  }
  out.copy(copied, text.length);
  return out.build();
}

function isEncoded(text: Uint8Array, at: number): boolean {
  const region = new Region(text, 0, text.length);
  const end = region.lineEnd(at);
  const line = region.decode(at, end, maxLineLength);
  if (escapedPart.test(line)) return true;
  const head = region.decode(Math.max(0, at - maxHeadLength), at + maxHeadLength, 2 * maxHeadLength);
  if (/^Content-Transfer-Encoding: *quoted-printable/im.test(head)) return true;
  if (!/=\r?$/.test(line)) return false;
  const joined = line.replace(/=\r?$/, '') + region.decode(end + 1, region.lineEnd(end + 1), maxLineLength);
  const bare = joined.replace(/^(?:> ?)+/, '').trimEnd();
  const whole = bare.replace(/=$/, '');
  return [readHeader, readFunctionLine, readCreatedBy, readFileLine].some(
    (read) => read(whole) !== undefined || read(bare.slice(bare.indexOf('>') + 1)) !== undefined,
  );
}

/** In bytes. Encoded lines have at most 76. */
const maxLineLength = 100;
/** In bytes. */
const maxHeadLength = 64 << 10;

function hexByte(text: Uint8Array, at: number): number | undefined {
  const digits = String.fromCharCode(text[at] ?? 0, text[at + 1] ?? 0);
  return /^[0-9A-F]{2}$/.test(digits) ? parseInt(digits, 16) : undefined;
}
