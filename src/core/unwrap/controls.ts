import { bell, carriageReturn, escape, lineFeed, space } from '../bytes/ascii';
import { byteClass } from './byteClasses';
import { Rewriter, type Rewritten } from './rewriter';

/**
 * Removes what terminals, chats and word processors put between the characters of a text: ANSI sequences, repeated
 * carriage returns, NULs, no-break and zero-width spaces. NEL and a lone carriage return become a line feed. Undefined
 * if the text has none of these.
 */
export function withoutControls(text: Uint8Array, classes: number): Rewritten | undefined {
  if ((classes & byteClass.control) === 0 && ((classes & byteClass.blank) === 0 || !hasBlank(text)))
    return undefined;
  const out = new Rewriter(text, { start: 0, end: text.length });
  let copied = 0;
  for (let at = 0; at < text.length;) {
    const byte = text[at]!;
    if (byte < 0x80 && byte > 0 && byte !== escape && byte !== carriageReturn) {
      at++;
      continue;
    }
    const control = controlAt(text, at);
    if (control === undefined) {
      at++;
      continue;
    }
    out.copy(copied, at);
    // Programs that make runs of spaces visible replace some of the spaces: the run was one space.
    const isDoubled = control.becomes === space && text[at + control.length] === space && !out.isAtLineStart;
    if (control.becomes !== undefined && !isDoubled) out.put(control.becomes, at);
    copied = at += control.length;
  }
  out.copy(copied, text.length);
  return out.build();
}

/** Whether the text has a multi-byte character that must be removed or replaced. */
function hasBlank(text: Uint8Array): boolean {
  return [0xc2, 0xe2, 0xef].some((lead) => {
    for (let at = text.indexOf(lead); at >= 0; at = text.indexOf(lead, at + 1)) {
      if (controlAt(text, at) !== undefined) return true;
    }
    return false;
  });
}

interface Control {
  /** In bytes. */
  readonly length: number;
  /** The byte that replaces it; undefined if it is removed. */
  readonly becomes?: number;
}

function controlAt(text: Uint8Array, at: number): Control | undefined {
  const second = text[at + 1];
  const third = text[at + 2];
  switch (text[at]) {
    case escape:
      return { length: sequenceLength(text, at) };
    case 0: // UTF-16 that was read as UTF-8
      return { length: 1 };
    case carriageReturn: {
      let after = at;
      while (text[after] === carriageReturn) after++;
      return text[after] === lineFeed || after === text.length
        ? { length: after - at }
        : { length: after - at, becomes: lineFeed };
    }
    case 0xc2:
      if (second === 0xa0) return { length: 2, becomes: space }; // no-break space
      return second === 0x85 ? { length: 2, becomes: lineFeed } : undefined; // NEL
    case 0xe2:
      if (second === 0x80 && third === 0xaf) return { length: 3, becomes: space }; // narrow no-break space
      if (second === 0x80 && (third === 0xa8 || third === 0xa9)) return { length: 3, becomes: lineFeed }; // line, paragraph separator
      if (second === 0x80 && third! >= 0x8b && third! <= 0x8f) return { length: 3 }; // zero-width, direction marks
      return second === 0x81 && third === 0xa0 ? { length: 3 } : undefined; // word joiner
    case 0xef:
      return second === 0xbb && third === 0xbf ? { length: 3 } : undefined; // zero-width no-break space, byte order mark
    default:
      return undefined;
  }
}

/** Length of an escape sequence in bytes: CSI up to its letter, OSC up to its terminator, else two (ECMA-48, 5.4). */
function sequenceLength(text: Uint8Array, start: number): number {
  let at = start + 2;
  switch (text[start + 1]) {
    case 0x5b: // CSI
      while (at < text.length && text[at]! >= 0x20 && text[at]! < 0x40) at++;
      return (text[at]! >= 0x40 && text[at]! <= 0x7e ? at + 1 : at) - start;
    case 0x50: // DCS
    case 0x5d: // OSC
    case 0x5f: // APC, which Buildkite uses for timestamps
      while (at < text.length && text[at] !== bell && text[at] !== escape && text[at] !== lineFeed) at++;
      if (text[at] === bell) return at + 1 - start;
      return text[at] === escape && text[at + 1] === 0x5c ? at + 2 - start : at - start;
    case 0x28: // character set
      return Math.min(3, text.length - start);
    default:
      return text[start + 1]! >= 0x40 && text[start + 1]! <= 0x5f ? 2 : 1;
  }
}
