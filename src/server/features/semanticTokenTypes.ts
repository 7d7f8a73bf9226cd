import type { Span } from '../../core';

/**
 * Standard token types, which every theme colors, and two of our own. package.json declares these and maps all types to
 * the grammar's scopes, so that a wrapped dump has the colors of a clean one.
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
