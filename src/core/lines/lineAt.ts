/** Returns a zero-based line, without its line end. */
export type LineAt = (line: number) => string;

/** Reads the lines between two zero-based lines (`to` is exclusive), without their line ends. */
export type ReadLines = (from: number, to: number) => Promise<readonly string[]>;
