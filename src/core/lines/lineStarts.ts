import { failures, signalPattern } from './preamble';
import { profileHeadStarts } from './profileHead';
import { raceWarning } from './race';

/** How a line begins that is not part of a stack. */
export interface LineStart {
  readonly text: string;
  /** Source of a pattern that begins with the text, where the text alone does not suffice. */
  readonly pattern?: string;
}

/**
 * What a clean dump has only at the beginning of a line, besides headers: causes, and the first lines of profiles and race
 * reports. Elsewhere in a line, it shows that something surrounds the dump.
 */
export const lineStarts: readonly LineStart[] = [
  ...failures.map((text) => ({ text })),
  { text: 'SIG', pattern: signalPattern },
  { text: raceWarning },
  ...profileHeadStarts.map((text) => ({ text })),
];

/** Source of a pattern for any of them. */
export const lineStartPattern = lineStarts.map(({ text, pattern }) => pattern ?? text).join('|');
