/**
 * The stack in a line of zerolog: `"stack":[{"func":"(*store).query","line":"30","source":"main.go"},…]`, which
 * `MarshalStack` in zerolog's pkgerrors package writes. Functions have no package, and files no folder.
 */
import { cappedNumber } from '../lines/count';
import type { Line } from '../lines/textLines';
import { textRange, type LocatedFrame, spanIn, type StackRecord } from './record';

/** The stack of an error in a line of JSON. The spans are between the quotes. */
export type ZerologStack = StackRecord;

const stackField = '"stack"';

/** Reads the first stack in a line that contains JSON. The line must be as it was logged, with its escapes. */
export function readZerologStack(line: Line): ZerologStack | undefined {
  const text = line.text;
  let at = text.indexOf(stackField);
  while (at >= 0) {
    const scanner = new JsonScanner(text, at + stackField.length);
    const frames = scanner.take(':') && scanner.take('[') ? readFrames(line, scanner) : [];
    if (frames.length > 0) return { frames, createdBy: undefined, ...textRange(line, line) };
    at = text.indexOf(stackField, scanner.at);
  }
  return undefined;
}

/** Reads the frames up to the closing bracket, or up to the end of a truncated line. */
function readFrames(line: Line, scanner: JsonScanner): LocatedFrame[] {
  const frames: LocatedFrame[] = [];
  do {
    const frame = readJsonFrame(line, scanner);
    if (frame === undefined) break;
    frames.push(frame);
  } while (scanner.take(','));
  return frames;
}

function readJsonFrame(line: Line, scanner: JsonScanner): LocatedFrame | undefined {
  const fields = new Map<string, JsonValue>();
  if (!scanner.take('{')) return undefined;
  do {
    const key = scanner.takeString();
    const value = key && scanner.take(':') ? (scanner.takeString() ?? scanner.takeNumber()) : undefined;
    if (key === undefined || value === undefined) return undefined;
    fields.set(key.text, value);
  } while (scanner.take(','));
  const func = fields.get('func');
  const source = fields.get('source');
  const sourceLine = fields.get('line')?.text ?? '';
  if (!scanner.take('}') || func === undefined || source === undefined) return undefined;
  return {
    function: func.text,
    file: source.text,
    line: /^\d+$/.test(sourceLine) ? cappedNumber(sourceLine) : 0,
    functionSpan: spanIn(line, func.start, func.end),
    fileSpan: spanIn(line, source.start, source.end),
  };
}

/** A string or number and its columns; for a string, those between the quotes. */
interface JsonValue {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Reads JSON tokens and skips blanks before them. If the expected token is missing, only blanks are skipped. */
class JsonScanner {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  take(char: string): boolean {
    this.skipBlanks();
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  takeString(): JsonValue | undefined {
    this.skipBlanks();
    if (this.text[this.at] !== '"') return undefined;
    const start = this.at + 1;
    let end = start;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length) return undefined;
    this.at = end + 1;
    return { text: unescapeJson(this.text.slice(start, end)), start, end };
  }

  takeNumber(): JsonValue | undefined {
    this.skipBlanks();
    const start = this.at;
    while (/^\d/.test(this.text[this.at] ?? '')) this.at++;
    return this.at === start ? undefined : { text: this.text.slice(start, this.at), start, end: this.at };
  }

  private skipBlanks(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
  }
}

function unescapeJson(inner: string): string {
  if (!inner.includes('\\')) return inner;
  try {
    return String(JSON.parse(`"${inner}"`));
  } catch {
    return inner; // not a valid escape
  }
}
