import {
  type CancellationToken,
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
} from 'vscode-languageserver';
import { type FrameText, parseSymbol, readHeader, type Span } from '../../core';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import { inTurns } from '../turns';
import { causeTokens } from './causeTokens';
import { type Token, token, tokenTypes, type TokenType } from './semanticTokenTypes';

export const semanticTokensLegend: SemanticTokensLegend = { tokenTypes: [...tokenTypes], tokenModifiers: [] };

export const semanticTokensFeature: Feature = {
  capabilities: { semanticTokensProvider: { legend: semanticTokensLegend, range: true } },
  register(context) {
    context.connection.languages.semanticTokens.onRange(
      context.forDump({ data: [] }, (document, { range }, token) => semanticTokens(document, range, token)),
    );
  },
};

/** One line of the document may contain a whole dump, which has more tokens than an editor can show. */
const maxTokenLines = 2000;

interface PlacedToken {
  readonly type: TokenType;
  readonly range: Range;
}

/**
 * Tokens of what the grammar cannot color: frames of libraries, whose function does not say that it is one, and a dump that
 * something surrounds, because the grammar recognizes lines by their beginning. The text around it becomes a comment.
 */
export async function semanticTokens(
  document: DumpDocument,
  range: Range,
  token: CancellationToken,
): Promise<SemanticTokens> {
  const builder = new SemanticTokensBuilder();
  const lines = [...linesOf(document, range)];
  const isWrapped = document.text.origins !== undefined;
  const tokens = isWrapped ? [...aroundLines(document, lines)] : [];
  const read = isWrapped ? tokensOf : libraryTokens;
  for await (const line of inTurns(lines, token)) tokens.push(...placedTokens(document, line, read));
  tokens.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
  for (const { type, range: at } of tokens) {
    const length = at.end.character - at.start.character;
    if (at.start.line === at.end.line && length > 0) {
      builder.push(at.start.line, at.start.character, length, tokenTypes.indexOf(type), 0);
    }
  }
  return builder.build();
}

function placedTokens(document: DumpDocument, line: number, read: typeof tokensOf): readonly PlacedToken[] {
  return read(document, line).map(({ type, ...span }) => ({ type, range: document.range(line, span) }));
}

/** The text before and after the dump's text in the lines of the document. */
function aroundLines(document: DumpDocument, lines: readonly number[]): readonly PlacedToken[] {
  const inside = new Map<number, { start: number; end: number }>();
  for (const line of lines) {
    const { start, end } = document.range(line, { start: 0, end: document.lineAt(line).length });
    // Several lines of the document, if a terminal has broken the line.
    for (let at = start.line; at <= end.line; at++) {
      const known = inside.get(at);
      inside.set(at, {
        start: Math.min(known?.start ?? Infinity, at === start.line ? start.character : 0),
        end: Math.max(known?.end ?? 0, at === end.line ? end.character : Infinity),
      });
    }
  }
  return Array.from(inside, ([line, { start, end }]) => {
    const length = document.text.document.lineAt(line).length;
    return [comment(line, 0, start), ...(end < length ? [comment(line, end, length)] : [])];
  }).flat();
}

function comment(line: number, start: number, end: number): PlacedToken {
  return { type: 'comment', range: { start: { line, character: start }, end: { line, character: end } } };
}

/** The lines of the dump's text in a range of the document. */
function linesOf(document: DumpDocument, { start, end }: Range): Set<number> {
  const lines = new Set<number>();
  for (let line = start.line; line <= end.line; line++) {
    const first = document.textPosition({ line, character: 0 }).line;
    const last = document.textPosition({ line, character: document.text.document.lineAt(line).length }).line;
    for (let each = first; each <= Math.max(first, last) && lines.size < maxTokenLines; each++)
      lines.add(each);
  }
  return lines;
}

function tokensOf(document: DumpDocument, line: number): readonly Token[] {
  const text = document.lineAt(line);
  const header = readHeader(text);
  if (header !== undefined) {
    const { idSpan, stateSpan } = header;
    const state = text.slice(stateSpan.start, stateSpan.end);
    return [
      token('keyword', { start: 0, end: 'goroutine'.length }),
      token('number', idSpan),
      token('comment', { start: idSpan.end, end: stateSpan.start - 1 }), // gp= m= mp=
      token('enumMember', { start: stateSpan.start, end: stateSpan.start + state.search(stateEnd) }),
      ...tokensIn(state, stateSpan.start, /\d+(?= minutes)/g, 'number'),
      ...tokensIn(state, stateSpan.start, modifier, 'modifier'),
    ];
  }
  const cause = causeTokens(text);
  if (cause !== undefined) return cause;
  const frame = document.frameAt(line);
  if (frame === undefined) return [];
  if (isOfLibrary(document, frame)) return [wholeLine(text)];
  return [
    ...(frame.functionLine === line ? functionTokens(text, frame) : []),
    ...(frame.fileLine === line ? fileTokens(text, frame) : []),
  ];
}

function libraryTokens(document: DumpDocument, line: number): readonly Token[] {
  const frame = document.frameAt(line);
  return frame !== undefined && isOfLibrary(document, frame) ? [wholeLine(document.lineAt(line))] : [];
}

function isOfLibrary(document: DumpDocument, { name, file }: FrameText): boolean {
  return !document.isUserCode({ function: name, file: file.file, line: file.line, kind: 'go' });
}

function wholeLine(text: string): Token {
  return token('comment', { start: text.search(/\S|$/), end: text.length });
}

/** The same as in the grammar. */
const modifier = /locked to thread|\((?:scan|leaked|durable|synctest)\)|synctest (?:group|bubble)/g;
const closure = /(?:func|gowrap|deferwrap)\d+(?:\.\d+)*|-fm|-wrapper|-range\d+/g;
const stateEnd = /,| \((?:scan|leaked|durable|synctest)\)|$/;

/** Further arguments of a frame have no tokens. */
const maxArguments = 100;

function functionTokens(text: string, frame: FrameText): readonly Token[] {
  const { name, nameSpan, args, creatorSpan } = frame;
  const { packageName, importPath, receiver, pointerReceiver, name: declared, suffix } = parseSymbol(name);
  const dot = importPath === '' ? -1 : name.indexOf('.', name.lastIndexOf('/', name.search(/\[|$/)) + 1);
  const slash = dot < 0 ? -1 : name.lastIndexOf('/', dot);
  const typeStart = dot + (pointerReceiver ? '.(*'.length : 1);
  const typeEnd = typeStart + (receiver?.length ?? 0);
  const nameStart = receiver === undefined ? dot + 1 : name.indexOf(`.${declared}`, typeEnd) + 1;
  const at = (start: number, end: number): Span => ({
    start: nameSpan.start + start,
    end: nameSpan.start + end,
  });
  return [
    ...(frame.kind === 'createdBy' ? [token('keyword', { start: 0, end: 'created by'.length })] : []),
    ...(packageName === '' ? [] : [token('namespace', at(slash + 1, dot))]),
    ...(receiver === undefined ? [] : [token('type', at(typeStart, typeEnd))]),
    token('function', at(nameStart, nameStart + declared.length)),
    ...tokensIn(suffix, nameSpan.end - suffix.length, closure, 'modifier'),
    ...(args === undefined
      ? []
      : tokensIn(text.slice(args.start, args.end), args.start, /0x[0-9a-f]+/g, 'number')),
    ...(creatorSpan === undefined
      ? []
      : [
          token('keyword', { start: nameSpan.end + 1, end: nameSpan.end + ' in goroutine'.length }),
          token('number', { start: text.lastIndexOf(' ', creatorSpan.end) + 1, end: creatorSpan.end }),
        ]),
  ];
}

function tokensIn(text: string, start: number, pattern: RegExp, type: TokenType): readonly Token[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) =>
    token(type, { start: start + index, end: start + index + found.length }),
  ).slice(0, maxArguments);
}

function fileTokens(text: string, { file: { span } }: FrameText): readonly Token[] {
  const colon = text.lastIndexOf(':', span.end - 1);
  const folder = Math.max(text.lastIndexOf('/', colon), text.lastIndexOf('\\', colon)) + 1;
  return [
    token('string', { start: Math.max(span.start, folder), end: colon }),
    token('number', { start: colon + 1, end: span.end }),
    token('comment', { start: span.end, end: text.length }),
  ];
}
