import { type Span } from '../model/frameText';

/** Reads `820 times: [461, 462, …]`, the line below a header of a deduplicated dump. */
export function readCountLine(line: string): { readonly count: number; readonly idsSpan: Span } | undefined {
  const match = /^(\d+) times: \[([\d, …]*)\]\s*$/.exec(line);
  if (match === null) return undefined;
  const start = match[1]!.length + ' times: ['.length;
  return { count: Number(match[1]), idsSpan: { start, end: start + match[2]!.length } };
}

/** Reads `3 times:`, the line above a race report that stands for several equal ones in a deduplicated dump. */
export function readReportCount(line: string): number | undefined {
  const match = /^(\d{1,9}) times:\s*$/.exec(line);
  return match === null ? undefined : Number(match[1]);
}

/** The line between the thread blocks of `GOTRACEBACK=crash`. */
export const threadSeparator = '-----';

/** The line above each of several texts, as `tail` and `head` print it; also above deduplicated dumps. */
export function dumpTitle(name: string): string {
  return `==> ${name} <==`;
}

/** Reads the name from a line of `dumpTitle`. */
export function readDumpTitle(line: string): string | undefined {
  return /^==> (.+) <==\s*$/.exec(line)?.[1];
}
