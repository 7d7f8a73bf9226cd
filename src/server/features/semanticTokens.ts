import {
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
} from 'vscode-languageserver';
import { type FrameText, readCreatedBy, readHeader, type Span } from '../../core';
import type { DumpDocument } from '../dumps';

/** VS Code's own types of tokens, which every theme has a colour for. */
const types = ['keyword', 'number', 'enumMember', 'namespace', 'function', 'string', 'comment'] as const;

type TokenType = (typeof types)[number];

export const semanticTokensLegend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [] };

/** A line that holds a whole dump would have more tokens than an editor can show. */
const linesColoured = 2000;

interface Token extends Span {
  readonly type: TokenType;
}

/** The colours of a dump that has something around it: the grammar knows a line by its beginning. */
export function semanticTokens(document: DumpDocument, range: Range): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  if (document.text.origins === undefined) return builder.build();
  const tokens = [...linesOf(document, range)].flatMap((line) =>
    tokensOf(document, line).map(({ type, ...span }) => ({ type, range: document.range(line, span) })),
  );
  tokens.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
  for (const { type, range: at } of tokens) {
    const length = at.end.character - at.start.character;
    if (at.start.line === at.end.line && length > 0) {
      builder.push(at.start.line, at.start.character, length, types.indexOf(type), 0);
    }
  }
  return builder.build();
}

/** The lines of the dump's text that lie in a range of the document. */
function linesOf(document: DumpDocument, { start, end }: Range): Set<number> {
  const lines = new Set<number>();
  for (let line = start.line; line <= end.line; line++) {
    const first = document.textPosition({ line, character: 0 }).line;
    const last = document.textPosition({ line, character: document.text.document.lineAt(line).length }).line;
    for (let each = first; each <= Math.max(first, last) && lines.size < linesColoured; each++)
      lines.add(each);
  }
  return lines;
}

function tokensOf(document: DumpDocument, line: number): readonly Token[] {
  const text = document.lineAt(line);
  const header = readHeader(text);
  if (header !== undefined) {
    const state = text.slice(header.stateSpan.start, header.stateSpan.end).search(/,|$/);
    return [
      token('keyword', { start: 0, end: 'goroutine'.length }),
      token('number', header.idSpan),
      token('enumMember', { start: header.stateSpan.start, end: header.stateSpan.start + state }),
    ];
  }
  const preamble = /^(?:panic|fatal error|SIG[A-Z]+|WARNING)(?=: )/.exec(text)?.[0];
  if (preamble !== undefined) return [token('keyword', { start: 0, end: preamble.length })];
  const frame = document.frameAt(line);
  if (frame === undefined) return [];
  const { name, file, kind } = frame;
  const isUsers = document.isUserCode({ function: name, file: file.file, line: file.line, kind: 'go' });
  if (!isUsers && kind !== 'createdBy')
    return [token('comment', { start: text.search(/\S|$/), end: text.length })];
  return [
    ...(frame.functionLine === line ? functionTokens(text, frame) : []),
    ...(frame.fileLine === line ? fileTokens(text, frame) : []),
  ];
}

function functionTokens(text: string, { nameSpan, creatorSpan }: FrameText): readonly Token[] {
  const name = text.slice(nameSpan.start, nameSpan.end);
  const dot = nameSpan.start + name.indexOf('.', name.lastIndexOf('/') + 1);
  return [
    ...(readCreatedBy(text) === undefined ? [] : [token('keyword', { start: 0, end: 'created by'.length })]),
    ...(dot < nameSpan.start ? [] : [token('namespace', { start: nameSpan.start, end: dot })]),
    token('function', { start: Math.max(dot + 1, nameSpan.start), end: nameSpan.end }),
    ...(creatorSpan === undefined ? [] : [token('number', creatorSpan)]),
  ];
}

function fileTokens(text: string, { file: { span } }: FrameText): readonly Token[] {
  const colon = text.lastIndexOf(':', span.end - 1);
  return [
    token('string', { start: span.start, end: colon }),
    token('number', { start: colon + 1, end: span.end }),
    token('comment', { start: span.end, end: text.length }),
  ];
}

function token(type: TokenType, { start, end }: Span): Token {
  return { type, start, end };
}
