import { type Span } from '../model/frameText';

/** The names of signals that end a Go program. Source: `sigtable` in runtime/sigtab_linux_generic.go. */
const signals: Readonly<Record<string, string>> = {
  ABRT: 'abort',
  BUS: 'bus error',
  FPE: 'floating-point exception',
  HUP: 'terminal line hangup',
  ILL: 'illegal instruction',
  INT: 'interrupt',
  QUIT: 'quit',
  SEGV: 'segmentation violation',
  STKFLT: 'stack fault',
  SYS: 'bad system call',
  TERM: 'termination',
  TRAP: 'trace trap',
};

/**
 * Source of a pattern for the line of a signal, e.g. `SIGSEGV: segmentation violation`, anywhere in a text. It does not
 * match in `[signal …]`, where ` code=` follows.
 */
export const signalPattern = `SIG(?:${Object.entries(signals)
  .map(([name, meaning]) => `${name}: ${meaning}`)
  .join('|')})(?! code=)`;

/** What the runtime prints before the message of a failure: `printpanics` and `fatal` in runtime/panic.go. */
export const failures = ['panic: ', 'fatal error: '] as const;

/** Lines that may precede a failure: `throw` and `newstack` in runtime/panic.go and runtime/stack.go, `sigpanic`. */
export const failureNotes = ['runtime: goroutine stack exceeds ', 'unexpected fault address 0x'] as const;

/** Whether the line announces the message of a failure. */
export function isFailureNote(line: string): boolean {
  return failureNotes.some((note) => line.startsWith(note));
}

/** A line that says what ended the process. */
export interface CauseLine {
  /** Span of `panic`, `fatal error`, `SIGQUIT`, `Signal 64`. */
  readonly cause: Span;
  /** The text after the colon; empty without a colon. */
  readonly message: Span;
  /** Span of `[recovered]` or `[recovered, repanicked]`. */
  readonly modifier: Span | undefined;
  /** Whether it is a panic inside the one above it, and thus indented by a tab. */
  readonly isNested: boolean;
}

const failureLine = new RegExp(
  `^(\\t?)(${failures.map((failure) => failure.replace(': ', '')).join('|')}): (.*)$`,
  'd',
);
const recovered = / (\[recovered(?:, repanicked)?\])\s*$/d;
// Names of other systems are not in `signals`, and signals without a name are printed as numbers.
const signalLine = /^()(SIG[A-Z]+\d*|Signal \d+)(?:: (.*)|\s*)$/d;

/** Reads `panic: send on closed channel [recovered]`, `fatal error: …`, `SIGQUIT: quit` or `Signal 64`. */
export function readCause(line: string): CauseLine | undefined {
  const match = failureLine.exec(line) ?? signalLine.exec(line);
  const indices = match?.indices;
  if (!match || !indices) return undefined;
  const [causeStart, causeEnd] = indices[2]!;
  const [messageStart, messageEnd] = indices[3] ?? [causeEnd, causeEnd];
  const modifier = recovered.exec(line);
  const [modifierStart, modifierEnd] = modifier?.indices?.[1] ?? [];
  return {
    cause: { start: causeStart, end: causeEnd },
    message: { start: messageStart, end: modifier?.index ?? messageEnd },
    modifier: modifierStart === undefined ? undefined : { start: modifierStart, end: modifierEnd! },
    isNested: match[1] !== '',
  };
}

const httpPanic = /^\d{4}\/\d\d\/\d\d [\d:.]+ http: panic serving /;

/** Whether the line is the first that a process prints before its stacks. */
export function isPreamble(line: string): boolean {
  return readCause(line)?.isNested === false || httpPanic.test(line);
}

// Go prints `<nil>`, but no element that ends.
const markup = /(?:<\/\w+>(?:<\/?\w+>)*|\{(?:color|noformat|code|quote|panel)(?::[^{}]*)?\}|\]\]>|`{3})\s*$/;

/** The line of a cause without the markup behind it. */
export function causeTitle(line: string): string {
  return line.replace(markup, '').trimEnd();
}

/** Whether the line is `runtime stack:`, above the thread's own stack at a fatal error. */
export function isRuntimeStack(line: string): boolean {
  return line.startsWith('runtime stack:');
}

/** `[signal SIGSEGV: segmentation violation code=… addr=… pc=…]` or `PC=0x… m=0 sigcode=0`, which follow a cause. */
export interface SignalDetails {
  /** The word `signal`; undefined for the second form. */
  readonly word: Span | undefined;
  /** Span of `SIGSEGV`. */
  readonly signal: Span | undefined;
  /** Column where the fields `name=value` begin. */
  readonly fieldsStart: number;
}

const signalDetails = /^\[(signal) (SIG[A-Z]+\b(?!=))?/;

export function readSignalDetails(line: string): SignalDetails | undefined {
  if (line.startsWith('PC=0x')) return { word: undefined, signal: undefined, fieldsStart: 0 };
  const match = signalDetails.exec(line);
  if (match === null) return undefined;
  const fieldsStart = match[0].length;
  return {
    word: { start: 1, end: 1 + match[1]!.length },
    signal: match[2] === undefined ? undefined : { start: fieldsStart - match[2].length, end: fieldsStart },
    fieldsStart,
  };
}
