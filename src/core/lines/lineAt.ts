/** Gives the line with the zero-based number, without its line end. */
export type LineAt = (line: number) => string;

/** The lines from one number to another, which is exclusive. */
export function linesBetween(lineAt: LineAt, from: number, to: number): readonly string[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, n) => lineAt(from + n));
}
