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

/** Pattern of a signal's own line, e.g. `SIGSEGV: segmentation violation`: in `[signal …]`, ` code=` follows. */
export const signalPattern = `SIG(?:${Object.entries(signals)
  .map(([name, meaning]) => `${name}: ${meaning}`)
  .join('|')})(?! code=)`;

const preamble =
  /^(?:panic: |fatal error: |SIG[A-Z]+[0-9]*: |Signal \d|\d{4}\/\d\d\/\d\d [\d:.]+ http: panic serving )/;

/** Whether the line is the first of what a process prints before its stacks. */
export function isPreamble(line: string): boolean {
  return preamble.test(line);
}
