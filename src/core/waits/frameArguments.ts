import { framesBetween } from '../lines/frameText';

/** The arguments that a frame prints. */
export interface FrameArguments {
  /** The symbol as printed. */
  readonly function: string;
  /**
   * By position. Undefined unless the argument is an address without a question mark, which marks a value that may be
   * stale. A string, slice, interface or struct is one argument (`{0x1, 0x2}`).
   */
  readonly addresses: readonly (number | undefined)[];
  /** Index of the line after the frame. */
  readonly endLine: number;
}

/** The runtime prints at most ten words. */
const maxArguments = 10;
const address = /^0x[0-9a-f]{5,13}$/;

/** Reads the arguments of the frames from the lines of one goroutine, one frame after the other. */
export function* frameArguments(lines: readonly string[]): Generator<FrameArguments> {
  const lineAt = (line: number) => lines[line] ?? '';
  for (const { kind, name, args, functionLine, fileLine } of framesBetween(lineAt, 0, lines.length)) {
    if (kind !== 'frame') continue;
    const printed = args && lineAt(functionLine).slice(args.start, args.end);
    const texts = printed === undefined ? [] : splitArguments(printed);
    yield {
      function: name,
      addresses: texts.map((text) => (address.test(text) ? Number(text) : undefined)),
      endLine: fileLine + 1,
    };
  }
}

function splitArguments(args: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= args.length && found.length < maxArguments; at++) {
    const char = args[at];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if ((char === ',' || char === undefined) && depth === 0) {
      found.push(args.slice(start, at).trim());
      start = at + 1;
    }
  }
  return found;
}
