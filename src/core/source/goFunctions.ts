/** A function or method that a Go file declares. */
export interface GoFunction {
  readonly name: string;
  /** Name of the receiver's type, without pointer and type parameters; undefined for a function. */
  readonly receiver: string | undefined;
  /** One-based line of the `func` keyword. */
  readonly line: number;
  /** One-based line of the closing brace; of the declaration itself where there is no body. */
  readonly endLine: number;
}

/** All that a scan for braces has to know of Go: comments, strings, raw strings and runes are no code. */
const token =
  /\n|\/\/[^\n]*|\/\*[^]*?(?:\*\/|(?![^]))|`[^`]*(?:`|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[{}()]|^func\b/gm;

/** Scans a Go file for the functions it declares. Linear, and does not mind code that does not compile. */
export function goFunctions(source: string): readonly GoFunction[] {
  const functions: GoFunction[] = [];
  let open: OpenFunction | undefined;
  let line = 1;
  for (const { 0: text, index } of source.matchAll(token)) {
    if (text === 'func' && !open?.inBody) {
      open = new OpenFunction(source, index, line);
    } else if (open?.endsAt(text, index, line)) {
      functions.push({
        ...readHead(source, open.start),
        line: open.line,
        endLine: open.inBody ? line : open.line,
      });
      open = undefined;
    }
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
  }
  if (open !== undefined) functions.push({ ...readHead(source, open.start), line: open.line, endLine: line });
  return functions;
}

/** A function between its `func` and its last brace. */
class OpenFunction {
  inBody = false;
  private parentheses = 0;
  private braces = 0;

  constructor(
    private readonly source: string,
    readonly start: number,
    readonly line: number,
  ) {}

  /** Takes the next token; true if it is the declaration's last one. */
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
        // gofmt puts a body's last brace at the start of its line and no other one there.
        return this.inBody && (this.braces === 0 || (line > this.line && this.source[index - 1] === '\n'));
      case '\n':
        return !this.inBody && this.parentheses === 0 && this.braces === 0; // declared without a body
      default:
        return false;
    }
  }

  /** `func f() interface{} {`: the first brace is the result's. */
  private opensType(index: number): boolean {
    return /\b(?:interface|struct)\s*$/.test(this.source.slice(Math.max(this.start, index - 12), index));
  }
}

const receiver = /^func\s*\(\s*(?:[\p{L}_][\p{L}\p{N}_]*\s+)?[*(\s]*([\p{L}_][\p{L}\p{N}_]*)[^)]*\)+\s*/u;
const name = /^[\p{L}_][\p{L}\p{N}_]*/u;
/** Longer than any receiver. */
const headLength = 500;

function readHead(source: string, start: number): Pick<GoFunction, 'name' | 'receiver'> {
  const text = source.slice(start, start + headLength);
  const method = receiver.exec(text);
  const rest = text.slice(method?.[0].length ?? 'func'.length).trimStart();
  return { name: name.exec(rest)?.[0] ?? '', receiver: method?.[1] };
}
