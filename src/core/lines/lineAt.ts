/** Gives the line with the zero-based number, without its line end. */
export type LineAt = (line: number) => string;

/** Reads the lines from one zero-based number to another, which is exclusive, without their line ends. */
export type ReadLines = (from: number, to: number) => Promise<readonly string[]>;
