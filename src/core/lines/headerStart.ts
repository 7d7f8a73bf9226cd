import { lineFeed, openBracket, space } from '../bytes/ascii';

/** The first word of a header. */
export const headerWord = 'goroutine';

/** Maximum number of digits of an id, which is a 64-bit number. */
const idDigits = 19;

/** Maximum length of what is searched for the colon: labels and annotations in UTF-16 units. */
const suffixLength = 300;

const wordAndBlank = Uint8Array.from(`${headerWord} `, (char) => char.charCodeAt(0));

/** Offset of a header's id from the header's start. */
export const idOffset = wordAndBlank.length;

/**
 * Finds the opening bracket of a header, after `goroutine 19 ` or `goroutine 19 gp=0xc000007c00 m=nil mp=0x… `.
 *
 * @param at byte offset where the header begins
 * @returns offset of the bracket; -1 if no header begins there
 */
export function headerBracket(text: Uint8Array, at: number): number {
  for (const char of wordAndBlank) if (text[at++] !== char) return -1;
  const digits = at;
  while (isDigit(text[at])) at++;
  if (at === digits || at - digits > idDigits || text[at] !== space) return -1;
  while (text[at + 1] !== openBracket) {
    at++;
    if (text[at] !== 0x67 && text[at] !== 0x6d) return -1; // g, m
    for (; text[at] !== space; at++) {
      if (at >= text.length || text[at] === lineFeed) return -1;
    }
  }
  return at + 1;
}

/** The id of the header that begins at offset `at`. */
export function headerId(text: Uint8Array, at: number): number {
  let id = 0;
  for (let digit = at + idOffset; isDigit(text[digit]); digit++) id = id * 10 + text[digit]! - 0x30;
  return id;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** How a header differs inside other text. Each field is the source of a pattern. */
interface HeaderVariant {
  /** Matches the blanks. Default: one space. */
  readonly blank?: string;
  /** Matches text around the id, such as color codes. Default: nothing. */
  readonly decoration?: string;
}

/** Source of a pattern for a header up to the blank after its id. */
export function headerIdPattern({ blank = ' ', decoration = '' }: HeaderVariant = {}): string {
  return `${headerWord}${blank}${decoration}\\d{1,${idDigits}}${decoration}${blank}`;
}

/** Source of a pattern for a header up to its opening bracket. */
export function headerStartPattern(variant: HeaderVariant = {}): string {
  return `${headerIdPattern(variant)}${variant.decoration ?? ''}[^[\\n]{0,80}\\[`;
}

/** Source of a pattern for a header in other text, up to the colon at its end. */
export function headerPattern(variant: HeaderVariant = {}): string {
  return `${headerStartPattern(variant)}[^\\]\\n]+\\][^\\n]{0,${suffixLength}}?:`;
}
