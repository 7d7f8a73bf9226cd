import { openBracket, space } from '../bytes/ascii';

/** The first word of a header. */
export const headerWord = 'goroutine';

/** Ids are 64-bit numbers: more digits than this are no id. */
const idDigits = 19;

const wordAndBlank = Uint8Array.from(`${headerWord} `, (char) => char.charCodeAt(0));

/** Offset of a header's id from the header's start. */
export const idOffset = wordAndBlank.length;

/**
 * Finds the opening bracket of a header, after `goroutine 19 ` or `goroutine 19 gp=0xc000007c00 m=nil mp=0x… `.
 *
 * @param at offset where the header begins
 * @returns the bracket's offset; -1 if no header begins there
 */
export function headerBracket(text: Uint8Array, at: number): number {
  for (const char of wordAndBlank) if (text[at++] !== char) return -1;
  const digits = at;
  while (isDigit(text[at])) at++;
  if (at === digits || at - digits > idDigits || text[at] !== space) return -1;
  while (text[at + 1] !== openBracket) {
    at++;
    if (text[at] !== 0x67 && text[at] !== 0x6d) return -1; // g, m
    at = text.indexOf(space, at);
    if (at < 0) return -1;
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

/** How a header may be written inside other text. Both are sources of patterns. */
interface HeaderDress {
  /** Matches what stands for a blank; default: one blank. */
  readonly blank?: string;
  /** Matches what may stand beside the id, such as the codes of colours; default: nothing. */
  readonly decoration?: string;
}

/** Source of a pattern for a header up to the blank after its id. */
export function headerIdPattern({ blank = ' ', decoration = '' }: HeaderDress = {}): string {
  return `${headerWord}${blank}${decoration}\\d{1,${idDigits}}${decoration}${blank}`;
}

/** Source of a pattern for a header up to its opening bracket. */
export function headerStartPattern(dress: HeaderDress = {}): string {
  return `${headerIdPattern(dress)}${dress.decoration ?? ''}[^[\\n]{0,80}\\[`;
}
