import { type Kernel, makeKernel } from './kernel';
import type { Traceback, TracebackContext } from './traceback';
import { TracebackParser } from './tracebackParser';

/**
 * Reads the text that Go's runtime prints: SIGQUIT and other signals, panics, fatal errors, `runtime.Stack`, pprof
 * `debug=2` and test timeouts, of Go 1.0 to 1.27. Takes one pass and linear time, and never throws: what cannot be read
 * becomes a problem of the dump.
 *
 * @param text UTF-8; invalid bytes are read as U+FFFD
 * @param kernelFor makes a kernel, which is faster for large texts; undefined if there is none
 * @returns undefined if `onUnparsedLine` has stopped the parser
 */
export function parseTraceback(
  text: Uint8Array,
  context: TracebackContext,
  kernelFor: (text: Uint8Array) => Kernel | undefined = makeKernel,
): Traceback | undefined {
  keepCode();
  return new TracebackParser(text, context, kernelFor(text)).parse();
}

let kept: { readonly parser: TracebackParser; readonly traceback: Traceback | undefined } | undefined;

/** Keeps one object of each class alive: V8 drops compiled code with the last object of a class. */
function keepCode(): void {
  if (kept !== undefined) return;
  const text = new TextEncoder().encode('goroutine 1 [running]:\nmain.main()\n\t/main.go:1\n'.repeat(2));
  const parser = new TracebackParser(text, { streams: [], onUnparsedLine: () => false }, makeKernel(text, 0));
  kept = { parser, traceback: parser.parse() };
}
