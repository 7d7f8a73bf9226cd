const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

/** Source of a regular expression for a time of day. */
export const clock = '\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?';

/** Sources of regular expressions for a date with a time, as loggers write them. */
export const timeStamps: readonly string[] = [
  `\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]${clock}(?: ?(?:Z|UTC|[+-]\\d\\d:?\\d\\d))?`,
  `(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?${month} {1,2}\\d{1,2} ${clock}(?: \\d{4})?`,
  `\\d{1,2}[ /]${month}[ /]\\d{4}[ :]${clock}`,
];

const timeStamp = new RegExp(timeStamps.join('|'));

/** Loggers write the time near the start of a line. In UTF-16 units. */
const searchedLength = 300;

/** The date and time in a line of a log, as it is written there; undefined if there is none. */
export function readTimeStamp(line: string): string | undefined {
  return timeStamp.exec(line.slice(0, searchedLength))?.[0];
}
