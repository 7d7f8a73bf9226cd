import { type Span, type FileLine } from '../model/frameText';
import { readHeader } from './header';

/** The first line of a frame. */
export interface FunctionLine {
  /** The symbol as printed. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The text between the parentheses. */
  readonly args: Span;
}

/** Reads `example.com/lab/node.(*Hub).run(0xc000010000, {0x1, 0x2}, ...)`. */
export function readFunctionLine(line: string): FunctionLine | undefined {
  const end = line.trimEnd().length - 1;
  // Arguments contain no parentheses, so the last one opens them.
  const open = line.lastIndexOf('(', end);
  if (open <= 0 || line[end] !== ')' || isBlank(line.charCodeAt(0))) return undefined;
  if (!/^[0-9a-fx?_{}., ]*$/.test(line.slice(open + 1, end))) return undefined;
  return { name: line.slice(0, open), nameSpan: { start: 0, end: open }, args: { start: open + 1, end } };
}

// Paths may contain colons and blanks, so the line number follows the last colon before the offset. Chats drop tabs.
const fileLine =
  /^[\t ]*(\S.*):(\d+)(?: \+0x[0-9a-f]+)?(?: fp=0x[0-9a-f]+ sp=0x[0-9a-f]+)?(?: pc=0x[0-9a-f]+)?\s*$/;

/** Reads `\t/usr/local/go/src/net/http/server.go:2109 +0x2f`, followed by `fp= sp= pc=` at system level. */
export function readFileLine(line: string): FileLine | undefined {
  const match = fileLine.exec(line);
  if (match === null) return undefined;
  const start = line.length - line.trimStart().length;
  const end = start + match[1]!.length + 1 + match[2]!.length;
  return { file: match[1]!, line: Number(match[2]), span: { start, end } };
}

/** Reads `\t/x/a.c:12 pc=0x4d7ee4` below a C function. Without a symbolizer, the path is empty and the line 0. */
export function readNativeFileLine(
  line: string,
): { readonly file: string; readonly line: number } | undefined {
  const match = /^\t(?:(.+):(\d+) )?pc=0x[0-9a-f]+\s*$/.exec(line);
  return match === null ? undefined : { file: match[1] ?? '', line: Number(match[2] ?? 0) };
}

/** The first line of a created-by frame. */
export interface CreatedByLine {
  readonly name: string;
  readonly nameSpan: Span;
  /** Printed from Go 1.21 on. */
  readonly creatorId: number | undefined;
  /** Span of `goroutine 7`. */
  readonly creatorSpan: Span | undefined;
}

const createdBy = 'created by ';

const creator = / in goroutine (\d+)$/;

/** Reads `created by net/http.(*Server).Serve in goroutine 1`. */
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

/** Reads `...23 frames elided...` (from Go 1.21 on) or `...additional frames elided...`, whose count is unknown. */
export function readElision(line: string): { readonly count: number | undefined } | undefined {
  const match = /^\.\.\.(?:(\d+)|additional) frames elided\.\.\.\s*$/.exec(line);
  if (match === null) return undefined;
  return { count: match[1] === undefined ? undefined : Number(match[1]) };
}

/** Reads `[originating from goroutine 7]:` (GODEBUG=tracebackancestors). */
export function readAncestor(line: string): { readonly id: number; readonly idSpan: Span } | undefined {
  const match = /^\[originating from goroutine (\d+)\]:\s*$/.exec(line);
  if (match === null) return undefined;
  const start = '[originating from goroutine '.length;
  return { id: Number(match[1]), idSpan: { start, end: start + match[1]!.length } };
}

/** Whether the line is `\tgoroutine running on other thread; stack unavailable`. */
export function isUnavailable(line: string): boolean {
  return line.trim() === 'goroutine running on other thread; stack unavailable';
}

/** Whether the line is a message or memory dump that the runtime's unwinder prints between frames. */
export function isRuntimeNote(line: string): boolean {
  return /^(?:runtime: |\tstack=\[|stack: frame=|----- morestack called|0x[0-9a-f]+: {2})/.test(line);
}

/** Whether the line begins a goroutine or a frame. */
export function beginsFrameOrGoroutine(line: string): boolean {
  return [readFunctionLine, readCreatedBy, readHeader].some((read) => read(line) !== undefined);
}

function isBlank(char: number): boolean {
  return char === 0x20 || char === 0x09;
}
