import type { Span } from '../../core';

/**
 * Standard types of tokens, which every theme has a colour for, and two of our own, which package.json declares. It also
 * says which of the grammar's scopes they stand for, so that a dump looks the same whatever is around it.
 */
export const tokenTypes = [
  'keyword',
  'number',
  'enumMember',
  'modifier',
  'namespace',
  'type',
  'function',
  'string',
  'comment',
  'parameter',
  'cause',
  'message',
] as const;

export type TokenType = (typeof tokenTypes)[number];

export interface Token extends Span {
  readonly type: TokenType;
}

export function token(type: TokenType, { start, end }: Span): Token {
  return { type, start, end };
}
