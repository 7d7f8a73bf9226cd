import { space, tab } from '../bytes/ascii';

/** Bytes of a program beyond those that UTF-8 has: each stands for what varies from line to line. */
const digits = 0xff;
/** `.123` or `,123`, or nothing: some writers leave out a fraction of zero. */
const fraction = 0xfe;
const letters = 0xfd;
/** Any number of them, also none. */
const blanks = 0xfc;
/** `P` or `F` of a CRI line: whether its text goes on in the next one. */
const partialFlag = 0xfb;

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const clock = '\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?';

/** What varies from line to line: times, line numbers, and the flag of CRI. */
const varying = new RegExp(
  [
    `\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]${clock}(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?`,
    `(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?${month} {1,2}\\d{1,2} ${clock}(?: \\d{4})?`,
    `\\d{1,2}[ /]${month}[ /]\\d{4}[ :]${clock}`,
    clock,
    '\\b1\\d{9}(?:\\d{3}|\\.\\d+)?\\b', // seconds or milliseconds since 1970
    '\\[ *\\d+\\.\\d+\\]', // seconds since boot
    '^ *\\d+(?=[:\\t])|(?<=\\D:)\\d+(?=:$)', // line number, perhaps after a file's name
    '(?<= (?:stdout|stderr) )[PF](?= $)',
  ].join('|'),
  'g',
);

/** A prefix of a certain length. */
export interface PrefixTemplate {
  readonly bytes: Uint8Array;
  /** 255 where any digit may stand, else 0. */
  readonly digits: Uint8Array;
}

/** What stands before the text of every line of one source: literally, but for times and the like. */
export class Prefix {
  private readonly program: Uint8Array;
  /**
   * Step of the program after which there are blanks alone: editors and collectors trim lines, so an empty line may have
   * lost them.
   */
  private readonly blanksFrom: number;
  /** Whether there is anything in it by which a line is known to be of this source. */
  readonly isBlank: boolean;
  /** After a successful `match`: whether the line says that its text goes on in the next one. */
  isPartial = false;

  /** @param example the prefix of one line */
  constructor(readonly example: string) {
    this.program = compile(example);
    let from = this.program.length;
    while (from > 0 && (this.program[from - 1] === space || this.program[from - 1] === tab)) from--;
    this.blanksFrom = from;
    this.isBlank = example.trim() === '';
  }

  /** The byte after the prefix of the line from `start` to `end`; -1 if the line has another one. */
  match(text: Uint8Array, start: number, end: number): number {
    const { program } = this;
    let at = start;
    this.isPartial = false;
    for (let step = 0; step < program.length; step++) {
      const expected = program[step]!;
      if (expected < partialFlag) {
        if (at < end && text[at] === expected) at++;
        else return at === end && step >= this.blanksFrom ? end : -1;
      } else if (expected === digits) {
        const first = at;
        while (at < end && isDigit(text[at]!)) at++;
        if (at === first) return -1;
      } else if (expected === fraction) {
        if ((text[at] === 0x2e || text[at] === 0x2c) && at + 1 < end && isDigit(text[at + 1]!)) {
          at += 2;
          while (at < end && isDigit(text[at]!)) at++;
        }
      } else if (expected === letters) {
        const first = at;
        while (at < end && isLetter(text[at]!)) at++;
        if (at === first) return -1;
      } else if (expected === blanks) {
        while (at < end && text[at] === space) at++;
      } else {
        if (text[at] !== 0x50 && text[at] !== 0x46) return -1;
        this.isPartial = text[at] === 0x50;
        at++;
      }
    }
    return at;
  }

  /**
   * The prefix as it stands in a line in which `match` has found it.
   *
   * @returns undefined if a line that begins with it need not match
   */
  template(text: Uint8Array, start: number, content: number): PrefixTemplate | undefined {
    const { program } = this;
    const isOpen = program.length > 0 && program[program.length - 1]! >= partialFlag;
    if (this.isPartial || isOpen) return undefined;
    const bytes = text.slice(start, content);
    const varies = new Uint8Array(bytes.length);
    let at = 0;
    for (const expected of program) {
      if (expected === digits || expected === fraction) {
        if (expected === fraction && (bytes[at] === 0x2e || bytes[at] === 0x2c)) at++;
        while (at < bytes.length && isDigit(bytes[at]!)) varies[at++] = 0xff;
      } else if (expected === letters) {
        while (at < bytes.length && isLetter(bytes[at]!)) at++;
      } else if (expected === blanks) {
        while (bytes[at] === space) at++;
      } else at++;
    }
    return at === bytes.length ? { bytes, digits: varies } : undefined; // else blanks at its end were lost
  }

  /** The prefix in words: what of it tells the source, e.g. a service's or a pod's name. */
  get title(): string {
    return this.example
      .replace(varying, ' ')
      .replace(/^<\d+>\d* /, '')
      .replace(/[^\p{L}\p{N}\])]+$/u, '')
      .replace(/^[^\p{L}\p{N}]+/u, '')
      .replace(/\]$/, (end, at: number, whole: string) => (whole.slice(0, at).includes('[') ? end : ''))
      .replace(/\s+/g, ' ')
      .trim();
  }
}

function compile(example: string): Uint8Array {
  const program: number[] = [];
  let at = 0;
  for (const match of example.matchAll(varying)) {
    program.push(...new TextEncoder().encode(example.slice(at, match.index)));
    program.push(...compileVarying(match[0]));
    at = match.index + match[0].length;
  }
  program.push(...new TextEncoder().encode(example.slice(at)));
  return Uint8Array.from(program);
}

function compileVarying(example: string): number[] {
  if (/^[PF]$/.test(example)) return [partialFlag];
  const program: number[] = [];
  const parts = example.matchAll(/(:\d\d)(?:[.,]\d+)?(?![:\d])|\d+|(?!T\d|Z|UTC)[A-Za-z]+|( +)|(.)/g);
  for (const [part, seconds, gap, char] of parts) {
    if (seconds !== undefined) program.push(0x3a, digits, fraction);
    else if (gap !== undefined) program.push(blanks);
    else if (char !== undefined) program.push(char.charCodeAt(0));
    else program.push(isDigit(part.charCodeAt(0)) ? digits : letters);
  }
  return program;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
