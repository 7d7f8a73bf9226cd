// Parts of transformations of a text.

/** Returns the wrapped text. */
export type Wrapper = (text: string) => string;

/** The lines of a text, without their line feeds. The text after the last line feed is a line if it is not empty. */
export function eachLine(text: string, wrap: (line: string, number: number) => string): string {
  const lines = text.split('\n');
  const rest = lines.pop()!;
  const wrapped = lines.map((line, number) => wrap(line, number) + '\n').join('');
  return rest === '' ? wrapped : wrapped + wrap(rest, lines.length);
}

/** A time in RFC 3339, some nanoseconds later on each call. */
export function time(number: number, fractionDigits: number): string {
  const nanoseconds = 123_456_000 + number * 137_061;
  const seconds = 2 + Math.floor(nanoseconds / 1e9);
  const fraction = String(nanoseconds % 1e9)
    .padStart(9, '0')
    .slice(0, fractionDigits);
  return `2025-03-04T09:15:${String(seconds % 60).padStart(2, '0')}.${fraction}Z`;
}

export const prefixed =
  (prefix: (number: number) => string): Wrapper =>
  (text) =>
    eachLine(text, (line, number) => prefix(number) + line);

/** Splits a line like a container runtime whose buffer is full. */
export function pieces(line: string, size: number): string[] {
  const found: string[] = [];
  for (let at = 0; at < line.length; at += size) found.push(line.slice(at, at + size));
  return found.length === 0 ? [''] : found;
}
