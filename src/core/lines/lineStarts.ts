import { failureNotes, failures, signalPattern } from './preamble';
import { profileHeadStarts } from './profileHead';
import { raceWarning } from './race';

/** The beginning of a line that is not part of a stack. */
export interface LineStart {
  readonly text: string;
  /** Source of a pattern that begins with the text, if the text alone is not enough. */
  readonly pattern?: string;
}

/**
 * Texts that a clean dump contains only at the beginning of a line: causes, and the first lines of profiles and race
 * reports. Elsewhere in a line, they show that something surrounds the dump, as a header does.
 */
export const lineStarts: readonly LineStart[] = [
  ...[...failures, ...failureNotes].map((text) => ({ text })),
  { text: 'SIG', pattern: signalPattern },
  { text: raceWarning },
  ...profileHeadStarts.map((text) => ({ text })),
];

/** Source of a pattern that matches any of them. */
export const lineStartPattern = lineStarts.map(({ text, pattern }) => pattern ?? text).join('|');
