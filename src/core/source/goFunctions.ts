import { type FunctionSyntax, type ReceiverSyntax, withSymbols } from './functionSymbols';
import type { GoDeclaration, GoSyntax } from './goSyntax';

/** Finds declarations without a parser, for text that the parser cannot parse, or not fast enough. */
export const declarationScanner: GoSyntax = {
  functions: ({ text }) => Promise.resolve({ all: goFunctions(text), hasClosures: false }),
  parser: () => Promise.resolve(undefined),
};

/** The tokens of a scan for braces. Comments, strings and runes are single tokens, which hides their braces. */
const token =
  /\n|\/\/[^\n]*|\/\*[^]*?(?:\*\/|(?![^]))|`[^`]*(?:`|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[{}()]|^func\b/gm;

/** Scans a Go file for declared functions. Takes linear time, and accepts code that does not compile. */
export function goFunctions(source: string): readonly GoDeclaration[] {
  const functions: FunctionSyntax[] = [];
  let open: OpenFunction | undefined;
  let line = 1;
  for (const { 0: text, index } of source.matchAll(token)) {
    if (text === 'func' && !open?.inBody) {
      open = new OpenFunction(source, index, line);
    } else if (open?.endsAt(text, index, line)) {
      functions.push(open.inBody ? open.upTo(index + 1, line) : open.upTo(index, open.line));
      open = undefined;
    }
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
  }
  if (open !== undefined) functions.push(open.upTo(source.length, line));
  return withSymbols(functions).filter((func) => func.kind === 'declaration');
}

/** A function whose end has not been found yet. */
class OpenFunction {
  inBody = false;
  private parentheses = 0;
  private braces = 0;

  constructor(
    private readonly source: string,
    readonly start: number,
    readonly line: number,
  ) {}

  upTo(end: number, endLine: number): FunctionSyntax {
    const { start, line } = this;
    const { name, receiver, isGeneric } = readHead(this.source, start);
    return { kind: 'declaration', start, end, line, endLine, name, receiver, isGeneric };
  }

  /** Processes the next token. Returns true if it is the last one of the declaration. */
  endsAt(text: string, index: number, line: number): boolean {
    switch (text) {
      case '(':
        if (!this.inBody) this.parentheses++;
        return false;
      case ')':
        if (!this.inBody) this.parentheses--;
        return false;
      case '{':
        if (!this.inBody && this.parentheses === 0 && this.braces === 0 && !this.opensType(index))
          this.inBody = true;
        this.braces++;
        return false;
      case '}':
        this.braces--;
        // gofmt puts only the body's last brace at the start of a line.
        return this.inBody && (this.braces === 0 || (line > this.line && this.source[index - 1] === '\n'));
      case '\n':
        return !this.inBody && this.parentheses === 0 && this.braces === 0; // a declaration without a body
      default:
        return false;
    }
  }

  /** Whether the brace opens a type: in `func f() interface{} {`, the first brace belongs to the result. */
  private opensType(index: number): boolean {
    return /\b(?:interface|struct)\s*$/.test(this.source.slice(Math.max(this.start, index - 12), index));
  }
}

const receiverPattern =
  /^func\s*\(\s*(?:[\p{L}_][\p{L}\p{N}_]*\s+)?[*(\s]*([\p{L}_][\p{L}\p{N}_]*)[^)]*\)+\s*/u;
const namePattern = /^[\p{L}_][\p{L}\p{N}_]*/u;
/** In UTF-16 units: longer than any receiver and name. */
const headLength = 500;

interface Head {
  readonly name: string;
  readonly receiver: ReceiverSyntax | undefined;
  readonly isGeneric: boolean;
}

function readHead(source: string, start: number): Head {
  const text = source.slice(start, start + headLength);
  const method = receiverPattern.exec(text);
  const rest = text.slice(method?.[0].length ?? 'func'.length).trimStart();
  const name = namePattern.exec(rest)?.[0] ?? '';
  return {
    name,
    receiver: method === null ? undefined : readReceiver(method[0], method[1]!),
    isGeneric: rest[name.length] === '[',
  };
}

function readReceiver(head: string, type: string): ReceiverSyntax {
  return { type, isPointer: head.includes('*'), isGeneric: head.includes('[') };
}
