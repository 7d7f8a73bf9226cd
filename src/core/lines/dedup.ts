import { type Span } from '../model/frameText';

/** `820 times: [461, 462, …]`: the line below a header of a deduplicated dump. */
export function readCountLine(line: string): { readonly times: number; readonly idsSpan: Span } | undefined {
  const match = /^(\d+) times: \[([\d, …]*)\]\s*$/.exec(line);
  if (match === null) return undefined;
  const start = match[1]!.length + ' times: ['.length;
  return { times: Number(match[1]), idsSpan: { start, end: start + match[2]!.length } };
}

/** `3 times:`: the line above one of several race reports that are alike, in a deduplicated dump. */
export function readReportCount(line: string): number | undefined {
  const match = /^(\d{1,9}) times:\s*$/.exec(line);
  return match === null ? undefined : Number(match[1]);
}

/** The line between the thread blocks of `GOTRACEBACK=crash`. */
export const threadSeparator = '-----';

/** The line above each of several texts in one: as `tail` and `head` print it, and above deduplicated dumps. */
export function dumpTitle(source: string): string {
  return `==> ${source} <==`;
}

/** Reads a line of `dumpTitle`. */
export function readDumpTitle(line: string): string | undefined {
  return /^==> (.+) <==\s*$/.exec(line)?.[1];
}
