import type { EscapeScope } from './escapes';
import type { JsonString } from './jsonValues';
import type { Prefix } from './prefix';

/** A line, or contiguous lines, outside all streams that have to be rewritten. Offsets are bytes. */
export type LineRewrite =
  /** The text before byte `at` is a separate line. */
  | { readonly kind: 'split'; readonly start: number; readonly at: number }
  /** The lines up to byte `end` are JSON. Each string has a line of a dump; each group of them is a stream. */
  | {
      readonly kind: 'strings';
      readonly start: number;
      readonly end: number;
      readonly groups: readonly (readonly JsonString[])[];
    }
  /** A string begins before byte `start` of the text and ends at byte `end`, some lines below. */
  | {
      readonly kind: 'string';
      readonly start: number;
      readonly open: number;
      readonly end: number;
      readonly isCell: boolean;
    }
  /** The line contains whole stacks whose line feeds are escaped. */
  | { readonly kind: 'escaped'; readonly start: number; readonly scope: EscapeScope }
  /**
   * The lines up to `end` have a prefix. The first one has another, of any form, if its content begins at `header`: the
   * header of a goroutine, after e.g. a list marker or the text of a test.
   */
  | {
      readonly kind: 'block';
      readonly start: number;
      readonly end: number;
      readonly prefix: Prefix;
      readonly header: number | undefined;
    };
