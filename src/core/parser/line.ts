/**
 * Readers of single lines of a traceback, given without their line end. Each answers undefined for a line of
 * another form, takes time linear in the line, and never throws. The forms: printgoroutine, goroutineheader,
 * traceback2 and printAncestorTraceback in Go's runtime/traceback.go, 1.0 to 1.27.
 */
import type { Label, State } from '../model';
import { readState } from '../states';
import { readLabels } from './labels';

/** UTF-16 columns, zero-based; `end` is behind the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a goroutine's first line says. */
export interface HeaderLine {
  readonly id: number;
  readonly idSpan: Span;
  readonly state: State;
  /** Between the brackets. */
  readonly stateSpan: Span;
  /** Lower bound; 0 where none is printed. */
  readonly waitMinutes: number;
  readonly labels: readonly Label[];
}

const headerStart = /^goroutine (\d{1,19})(?= )/; // ids are 64-bit numbers

/** `goroutine 19 gp=0x… m=nil [chan receive, 3 minutes, locked to thread]:`, labels in both spellings. */
export function readHeader(line: string): HeaderLine | undefined {
  const start = headerStart.exec(line);
  if (start === null) return undefined;
  const tail = readHeaderTail(line, stateStart(line, start[0].length));
  if (tail === undefined) return undefined;
  const idStart = 'goroutine '.length;
  return { ...tail, id: Number(start[1]), idSpan: { start: idStart, end: idStart + start[1]!.length } };
}

/** Behind the id: `gp=0x… m=4 mp=0x…` or `gp=0x… m=nil`, and a bracket, whose column this is if it is there. */
function stateStart(line: string, idEnd: number): number {
  let blank = idEnd;
  while (blank >= 0 && (line[blank + 1] === 'g' || line[blank + 1] === 'm')) {
    blank = line.indexOf(' ', blank + 1);
  }
  return blank < 0 ? line.length : blank + 1;
}

/** What a header says from its opening bracket on. */
export type HeaderTail = Omit<HeaderLine, 'id' | 'idSpan'>;

/**
 * Reads a header from its opening bracket on: all of it that goroutines have in common. Labels that cannot be read,
 * because they are damaged or of a spelling to come, are no labels; the header is one all the same.
 */
export function readHeaderTail(line: string, bracket: number): HeaderTail | undefined {
  const end = line.trimEnd().length - 1;
  const inside = /\[([^[\]]*?)(?: labels:(?=\{)|\])/y;
  inside.lastIndex = bracket;
  const match = inside.exec(line);
  if (match === null || line[end] !== ':') return undefined;
  const stateEnd = inside.lastIndex - (line[inside.lastIndex] === '{' ? ' labels:'.length : 1);

  let labels: readonly Label[] = [];
  let at = inside.lastIndex;
  if (line[at] === '{') {
    const inner = readLabels(line, at);
    labels = inner?.labels ?? [];
    at = inner !== undefined && line[inner.end] === ']' ? inner.end + 1 : line.lastIndexOf(']', end) + 1;
  }
  if (line.startsWith(' {', at)) {
    const outer = readLabels(line, at + 1);
    labels = outer?.labels ?? labels;
    at = outer?.end ?? line.lastIndexOf('}', end) + 1;
  }
  if (at !== end) return undefined;

  const minutes = /, (\d+) minutes/.exec(match[1]!);
  const text = minutes === null ? match[1]! : match[1]!.replace(minutes[0], '');
  return {
    state: readState(text),
    stateSpan: { start: bracket + 1, end: stateEnd },
    waitMinutes: minutes === null ? 0 : Number(minutes[1]),
    labels,
  };
}

/** What the first line of a frame says. */
export interface FunctionLine {
  /** The symbol as printed. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Between the parentheses. */
  readonly args: Span;
}

/** `example.com/lab/node.(*Hub).run(0xc000010000, {0x1, 0x2}, ...)`. */
export function readFunctionLine(line: string): FunctionLine | undefined {
  const end = line.trimEnd().length - 1;
  // Arguments hold no parentheses, so the last one opens them.
  const open = line.lastIndexOf('(', end);
  if (open <= 0 || line[end] !== ')' || isBlank(line.charCodeAt(0))) return undefined;
  if (!/^[0-9a-fx?_{}., ]*$/.test(line.slice(open + 1, end))) return undefined;
  return { name: line.slice(0, open), nameSpan: { start: 0, end: open }, args: { start: open + 1, end } };
}

/** What the second line of a frame says. */
export interface FileLine {
  readonly file: string;
  /** One-based source line. */
  readonly line: number;
  /** `path:line`. */
  readonly span: Span;
}

// The line number follows the last colon before the offset: paths hold colons and blanks. Tabs get lost in chats.
const fileLine =
  /^[\t ]*(\S.*):(\d+)(?: \+0x[0-9a-f]+)?(?: fp=0x[0-9a-f]+ sp=0x[0-9a-f]+)?(?: pc=0x[0-9a-f]+)?\s*$/;

/** `\t/usr/local/go/src/net/http/server.go:2109 +0x2f`, with `fp= sp= pc=` at system level. */
export function readFileLine(line: string): FileLine | undefined {
  const match = fileLine.exec(line);
  if (match === null) return undefined;
  const start = line.length - line.trimStart().length;
  const end = start + match[1]!.length + 1 + match[2]!.length;
  return { file: match[1]!, line: Number(match[2]), span: { start, end } };
}

/** What the first line of a stack's last frame says, if that is the `go` statement. */
export interface CreatedByLine {
  readonly name: string;
  readonly nameSpan: Span;
  /** From Go 1.21 on. */
  readonly creatorId: number | undefined;
  /** `goroutine 7`. */
  readonly creatorSpan: Span | undefined;
}

const createdBy = 'created by ';
const creator = / in goroutine (\d+)$/;

/** `created by net/http.(*Server).Serve in goroutine 1`. */
export function readCreatedBy(line: string): CreatedByLine | undefined {
  if (!line.startsWith(createdBy)) return undefined;
  const text = line.trimEnd();
  const match = creator.exec(text);
  const end = match?.index ?? text.length;
  if (end <= createdBy.length) return undefined;
  return {
    name: text.slice(createdBy.length, end),
    nameSpan: { start: createdBy.length, end },
    creatorId: match === null ? undefined : Number(match[1]),
    creatorSpan: match === null ? undefined : { start: end + ' in '.length, end: text.length },
  };
}

/** `...23 frames elided...` (Go 1.21) or `...additional frames elided...`, whose number is unknown. */
export function readElision(line: string): { readonly count: number | undefined } | undefined {
  const match = /^\.\.\.(?:(\d+)|additional) frames elided\.\.\.\s*$/.exec(line);
  if (match === null) return undefined;
  return { count: match[1] === undefined ? undefined : Number(match[1]) };
}

/** `[originating from goroutine 7]:` (GODEBUG=tracebackancestors). */
export function readAncestor(line: string): { readonly id: number; readonly idSpan: Span } | undefined {
  const match = /^\[originating from goroutine (\d+)\]:\s*$/.exec(line);
  if (match === null) return undefined;
  const start = '[originating from goroutine '.length;
  return { id: Number(match[1]), idSpan: { start, end: start + match[1]!.length } };
}

/** `820 times: [461, 462, …]`: the line below a header of a deduplicated dump. */
export function readTimes(line: string): { readonly times: number; readonly idsSpan: Span } | undefined {
  const match = /^(\d+) times: \[([\d, …]*)\]\s*$/.exec(line);
  if (match === null) return undefined;
  const start = match[1]!.length + ' times: ['.length;
  return { times: Number(match[1]), idsSpan: { start, end: start + match[2]!.length } };
}

/** `3 times:`: the line above one of several race reports that are alike, in a deduplicated dump. */
export function readReportTimes(line: string): number | undefined {
  const match = /^(\d{1,9}) times:\s*$/.exec(line);
  return match === null ? undefined : Number(match[1]);
}

/** `\tgoroutine running on other thread; stack unavailable`. */
export function isUnavailable(line: string): boolean {
  return line.trim() === 'goroutine running on other thread; stack unavailable';
}

/** Complaints and dumps of memory that the unwinder prints between frames. */
export function isRuntimeNote(line: string): boolean {
  return /^(?:runtime: |\tstack=\[|stack: frame=|----- morestack called|0x[0-9a-f]+: {2})/.test(line);
}

/** The line between the thread blocks of `GOTRACEBACK=crash`. */
export const threadSeparator = '-----';

/** The line above each of several texts in one: as `tail` and `head` print it, and above deduplicated dumps. */
export function dumpTitle(source: string): string {
  return `==> ${source} <==`;
}

/** Reads a line of `dumpTitle`. */
export function readDumpTitle(line: string): string | undefined {
  return /^==> (.+) <==\s*$/.exec(line)?.[1];
}

/** How many lines of something else, as of a log, may stand between the two of a frame. */
export const mostForeign = 2;

/** Whether a line begins a goroutine or a frame. */
export function isOfTraceback(line: string): boolean {
  return [readFunctionLine, readCreatedBy, readHeader].some((read) => read(line) !== undefined);
}

function isBlank(char: number): boolean {
  return char === 0x20 || char === 0x09;
}
