/** A function's symbol, split into its parts. */
export interface Symbol {
  /** As printed. */
  readonly raw: string;
  /** Unescaped: `gopkg.in/yaml.v3`; `main` for a program. Empty for C and generated code. */
  readonly importPath: string;
  /** Last element of the import path: `node`, `http`. */
  readonly packageName: string;
  /** Name of the receiver's type, without type arguments; undefined for a function. */
  readonly receiver: string | undefined;
  readonly pointerReceiver: boolean;
  /** The function or method that is declared in source: `run` for `(*Hub).run.func1.2`. */
  readonly name: string;
  /** Suffix that the compiler appended: `.func1.2`, `-fm`, `.gowrap1`; empty for the function itself. */
  readonly suffix: string;
}

/**
 * Splits a symbol as the linker writes it (cmd/internal/objabi, `PathToPrefix`): the import path ends at the first dot
 * after the last slash, and dots in its last element are escaped as `%2e`. Takes linear time and never fails: a symbol
 * without a package is all name.
 */
export function parseSymbol(raw: string): Symbol {
  const bracket = raw.indexOf('[');
  const path = bracket < 0 ? raw : raw.slice(0, bracket);
  const dot = path.indexOf('.', path.lastIndexOf('/') + 1);
  const isGenerated = /^(?:type|go)[.:]/.test(raw);
  const importPath = dot <= 0 || isGenerated ? '' : unescapePath(path.slice(0, dot));
  const rest = importPath === '' ? raw : raw.slice(dot + 1);
  const [receiver, pointerReceiver, after] = isGenerated ? [undefined, false, rest] : splitReceiver(rest);
  const [name, suffix] = isGenerated ? [rest, ''] : splitName(after);
  return {
    raw,
    importPath,
    packageName: importPath.slice(importPath.lastIndexOf('/') + 1),
    receiver,
    pointerReceiver,
    name,
    suffix,
  };
}

/** With what a letter becomes in damaged UTF-8. */
const identifier = String.raw`[\p{L}_$\ufffd\p{Cs}][\p{L}\p{N}_$\ufffd\p{Cs}]*`;
/** What may stand between the dots of a symbol after its import path. It is empty in `glob..func1`. */
const part = String.raw`(?:${identifier}|\d+|\(\*?${identifier}(?:\.${identifier})*\))?(?:-(?:fm|wrapper|(?:range|tramp)\d+))?`;
// Characters that an import path cannot have: `isbadimport` in cmd/compile/internal/noder/import.go (Go 1.24).
const symbolPattern = new RegExp(
  String.raw`^(?:[^\s\p{C}!"#$&'()*,:;<=>?[\\\]^` +
    '`{|}]*' +
    String.raw`/)?(?:[\p{L}\p{N}_%~+@-]+\.)?${part}(?:\.${part})*$`,
  'u',
);

/** Whether the linker could have written the text as the symbol of a function. Takes linear time. */
export function isSymbol(text: string): boolean {
  if (/^(?:type|go)[.:]/.test(text)) return !/[\t\n]/.test(text); // may contain a whole struct type
  const bare = text.includes('[') ? withoutBrackets(text) : text;
  if (!text.includes('.') && !/^panic$|[\d_]/.test(text)) return false; // without a package: `crosscall2`, `_cgo_topofstack`
  return bare !== undefined && /^[^.(]/.test(bare) && /[\p{L}_]/u.test(bare) && symbolPattern.test(bare);
}

/** Text that Go does not print in type arguments, but that surrounds a dump. */
const noTypeArgument = /\t|&#?\w+;| \+0x/;

/** The text without type arguments; undefined if a bracket is not closed. */
function withoutBrackets(text: string): string | undefined {
  if (noTypeArgument.test(text)) return undefined;
  let bare = '';
  let depth = 0;
  for (const char of text) {
    if (char === '[') depth++;
    else if (char === ']') {
      if (--depth < 0) return undefined;
    } else if (depth === 0) bare += char;
  }
  return depth === 0 ? bare : undefined;
}

/**
 * Whether the function is a wrapper that the compiler generates and that has no source: for a `go` or `defer` statement with
 * arguments (Go 1.22), or for a method value.
 */
export function isWrapper(raw: string): boolean {
  return /(?:\.(?:go|defer)wrap\d+|-fm)$/.test(raw);
}

/** The symbol without the directories of its import path: `node.(*Hub).run`, `http.(*conn).serve`. */
export function shortName(raw: string): string {
  const bracket = raw.indexOf('[');
  const end = bracket < 0 ? raw.length : bracket;
  const slash = raw.lastIndexOf('/', end - 1);
  const short = raw.slice(slash + 1);
  const dot = short.indexOf('.');
  return dot < 0 ? short : unescapePath(short.slice(0, dot)) + short.slice(dot);
}

/** The receiver of a method, whether it is a pointer, and the rest of the text, which begins with the method's name. */
function splitReceiver(text: string): [receiver: string | undefined, pointer: boolean, rest: string] {
  if (text.startsWith('(*')) {
    const end = closing(text, 0, '(', ')');
    if (end > 0 && text[end + 1] === '.') {
      return [withoutTypeArguments(text.slice(2, end)), true, text.slice(end + 2)];
    }
  }
  const head = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(text)?.[0] ?? '';
  let end = head.length;
  if (text[end] === '[') end = closing(text, end, '[', ']') + 1;
  const rest = text.slice(end + 1);
  // `T.M` is a method, unless the compiler generated the part after the dot: `f.func1`, `init.0`, `glob..func1`.
  const isMethod = end > 0 && head !== 'init' && text[end] === '.' && !generatedSuffix.test(text.slice(end));
  return isMethod && /^[\p{L}_]/u.test(rest) ? [head, false, rest] : [undefined, false, text];
}

const generatedSuffix = /^(?:\.(?:func\d|gowrap\d|deferwrap\d|\d|\.)|-)/;

function splitName(text: string): [name: string, suffix: string] {
  const name = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(text)?.[0];
  if (name === undefined) return [text, ''];
  let end = name.length;
  if (text[end] === '[') end = closing(text, end, '[', ']') + 1 || text.length;
  return [name, text.slice(end)];
}

function withoutTypeArguments(type: string): string {
  const bracket = type.indexOf('[');
  return bracket < 0 ? type : type.slice(0, bracket);
}

/** Index of the bracket that closes the one at `start`; -1 if none does. */
function closing(text: string, start: number, open: string, close: string): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return -1;
}

function unescapePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // not valid UTF-8
  }
}
