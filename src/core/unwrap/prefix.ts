import { space, tab } from '../bytes/ascii';
import { clock, timeStamps } from '../lines/timeStamp';
import type { LineText, PrefixTemplate } from './lineText';

/** `:`, or `-` in grep's context lines. */
const separator = 0xfa;
const colon = 0x3a;
const hyphen = 0x2d;
/** Steps of a program that match what varies from line to line. No byte of UTF-8 has these values. */
const digits = 0xff;
/** `.123` or `,123`, or nothing: some loggers omit a fraction of zero. */
const fraction = 0xfe;
const letters = 0xfd;
/** Any number of spaces, including none. */
const blanks = 0xfc;
/** `P` or `F` of a CRI line: whether its text is partial, i.e. continues in the next line, or full. */
const partialFlag = 0xfb;

/** What varies from line to line: timestamps, line numbers, and the flag of CRI. */
const varying = new RegExp(
  [
    ...timeStamps,
    clock,
    '\\b1\\d{9}(?:\\d{3}|\\.\\d+)?\\b', // seconds or milliseconds since 1970
    '\\[ *\\d+\\.\\d+\\]', // seconds since boot
    '^ *\\d+(?=\\t)|^ *\\d+[:-]|[:-]\\d+[:-]$', // line number, possibly after a file name
    '(?<=^(?:> ?)+) *\\d+[:-]$', // the same in a quote
    '(?<=^\\| *)\\d+(?= *\\| )', // line number in a table
    '(?<= (?:stdout|stderr) )[PF](?= $)',
  ].join('|'),
  'g',
);

/** The text before every line of a stream. It is the same for all lines, except for timestamps and the like. */
export class Prefix implements LineText {
  private readonly program: Uint8Array;
  /**
   * Step of the program from which on there are only blanks. Editors and collectors trim lines, so an empty line may
   * lack these blanks.
   */
  private readonly blanksFrom: number;
  /** Whether the prefix has only blanks, which do not identify a stream. */
  readonly isBlank: boolean;
  /** After a successful `match`: whether the text of the line continues in the next one. */
  isPartial = false;

  /** @param example the prefix of one line */
  constructor(readonly example: string) {
    this.program = compile(example);
    let from = this.program.length;
    while (from > 0 && (this.program[from - 1] === space || this.program[from - 1] === tab)) from--;
    this.blanksFrom = from;
    this.isBlank = example.trim() === '';
  }

  /** Offset after the prefix in the line from byte `start` to byte `end`; -1 if the line does not match. */
  match(text: Uint8Array, start: number, end: number): number {
    const { program } = this;
    let at = start;
    this.isPartial = false;
    for (let step = 0; step < program.length; step++) {
      const expected = program[step]!;
      if (expected < separator) {
        if (at < end && text[at] === expected) at++;
        else return this.isEnd(text, at, end, step) ? at : -1;
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
      } else if (expected === separator) {
        if (text[at] !== colon && text[at] !== hyphen) return -1;
        at++;
      } else {
        if (text[at] !== 0x50 && text[at] !== 0x46) return -1;
        this.isPartial = text[at] === 0x50;
        at++;
      }
    }
    return at;
  }

  /** Whether only blanks are missing that were trimmed, or that a tab replaces, as gofmt does in comments. */
  private isEnd(text: Uint8Array, at: number, end: number, step: number): boolean {
    return step >= this.blanksFrom && (at === end || (text[at] === tab && !this.isBlank));
  }

  /**
   * The template of the prefix in a line that `match` has accepted.
   *
   * @returns undefined if a line that matches the template might not match the prefix
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
    return at === bytes.length ? { bytes, digits: varies } : undefined; // else blanks at its end are missing
  }

  /** The part of the prefix that identifies the stream, e.g. the name of a service or a pod. */
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
  if (/^(?: *|[:-])\d+[:-]$/.test(example))
    return [...example.matchAll(/( +)|([:-])|\d+/g)].map(([, gap, mark]) =>
      gap !== undefined ? blanks : mark !== undefined ? separator : digits,
    );
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
