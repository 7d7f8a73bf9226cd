import type { Span } from '../../core';

/**
 * Standard token types, which every theme colors, and two of our own, which package.json declares. It also maps them to
 * the grammar's scopes, so that a dump looks the same whatever surrounds it.
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
