/** A line of code on a stack: arguments, offsets and goroutine ids are not part of it. */
export interface Frame {
  /** The symbol as printed, e.g. `example.com/lab/node.(*Hub).run`. */
  readonly function: string;
  /** The path as printed; empty where the dump has none. */
  readonly file: string;
  /** One-based, as printed; 0 where unknown. */
  readonly line: number;
}

/** A frame of a goroutine's stack. The function of a C frame is free text. */
export interface StackFrame extends Frame {
  readonly kind: 'go' | 'c';
}

/** A gap in a stack: `...23 frames elided...`. */
export interface Elision {
  /** How many of the stack's frames stand before the gap. */
  readonly after: number;
  /** How many frames are missing; undefined for `...additional frames elided...` (to Go 1.20). */
  readonly count: number | undefined;
}

/** What a goroutine has called, and where it was started. */
export interface Stack {
  /** Innermost first, as printed. */
  readonly frames: readonly StackFrame[];
  /** The `go` statement that made the goroutine. */
  readonly createdBy: StackFrame | undefined;
  readonly elided: Elision | undefined;
  /** `goroutine running on other thread; stack unavailable`. */
  readonly unavailable: boolean;
}
