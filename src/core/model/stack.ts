/** A line of code on a stack. Arguments, offsets and goroutine ids are not part of it. */
export interface Frame {
  /** The symbol as printed, e.g. `example.com/lab/node.(*Hub).run`. */
  readonly function: string;
  /** The path as printed; empty if the dump has none. */
  readonly file: string;
  /** One-based, as printed; 0 if unknown. */
  readonly line: number;
}

/** A frame of a goroutine's stack. The function of a C frame is free text. */
export interface StackFrame extends Frame {
  readonly kind: 'go' | 'c';
}

/** A gap in a stack: `...23 frames elided...`. */
export interface Elision {
  /** Number of the stack's frames before the gap. */
  readonly after: number;
  /** Number of missing frames; undefined for `...additional frames elided...` (up to Go 1.20). */
  readonly count: number | undefined;
}

/** The frames of a goroutine, and where it was started. */
export interface Stack {
  /** Innermost first, as printed. */
  readonly frames: readonly StackFrame[];
  /** The `go` statement that started the goroutine. */
  readonly createdBy: StackFrame | undefined;
  readonly elided: Elision | undefined;
  /** Whether the dump says `goroutine running on other thread; stack unavailable`. */
  readonly unavailable: boolean;
}
