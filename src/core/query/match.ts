import type { Dump } from '../model/dump';
import type { Selection } from '../model/selection';
import type { StackFrame } from '../model/stack';
import { labelText } from '../group/keys';

/** Flag of a goroutine that has the function of the selection and one of its classes. */
const fits = 1;
/** Flag of a goroutine that contains the text of the selection. */
const hasText = 2;

/** The flags that select a goroutine. If the title of its group contains the text, the goroutine need not. */
export const needed = { alone: fits | hasText, inGroupWithText: fits } as const;

/**
 * Compares each goroutine with the selection. Each stack, state and label set is searched once, however many goroutines
 * share it.
 *
 * @param text in lower case; empty for any
 * @returns the flags of each goroutine
 */
export function matchGoroutines(
  dump: Dump,
  { function: name, classes }: Selection,
  text: string,
): Uint8Array {
  const { stack, state, labels } = dump.goroutines;
  const has = (part: string) => part.toLowerCase().includes(text);
  const frameHasText = memoized(
    ({ function: symbol, file, line }: StackFrame) => has(symbol) || has(`${file}:${line}`),
  );
  const ofStacks = Uint8Array.from(dump.stacks, ({ frames, createdBy }) => {
    const all = createdBy === undefined ? frames : [...frames, createdBy];
    return flags(
      name === undefined || all.some((frame) => isOrIsIn(frame.function, name)),
      text === '' || all.some(frameHasText),
    );
  });
  const ofStates = Uint8Array.from(dump.states, (each) =>
    flags(!classes?.length || classes.includes(each.class), has(each.text)),
  );
  const ofLabels = Uint8Array.from(dump.labels, (each) => flags(true, has(labelText(each))));
  return combined(stack, state, labels, ofStacks, ofStates, ofLabels);
}

/** Whether the symbol is that of the function, or of a closure or wrapper of it. */
function isOrIsIn(symbol: string, name: string): boolean {
  if (!symbol.startsWith(name)) return false;
  return symbol === name || /^(?:\.(?:func|gowrap|deferwrap)|-range|-fm)/.test(symbol.slice(name.length));
}

function flags(doesFit: boolean, isWithText: boolean): number {
  return (doesFit ? fits : 0) | (isWithText ? hasText : 0);
}

/** Frames are interned: each is tested once for all stacks. */
function memoized(test: (frame: StackFrame) => boolean): (frame: StackFrame) => boolean {
  const known = new Map<StackFrame, boolean>();
  return (frame) => {
    let result = known.get(frame);
    if (result === undefined) known.set(frame, (result = test(frame)));
    return result;
  };
}

// As in grouping, the work per goroutine is in a function that takes only arrays of numbers.

/** A goroutine fits if its stack, state and labels do; it has the text if one of them does. */
function combined(
  stack: Uint32Array,
  state: Uint32Array,
  labels: Uint32Array,
  ofStacks: Uint8Array,
  ofStates: Uint8Array,
  ofLabels: Uint8Array,
): Uint8Array {
  const result = new Uint8Array(stack.length);
  for (let n = 0; n < result.length; n++) {
    const one = ofStacks[stack[n]!]!;
    const two = ofStates[state[n]!]!;
    const three = ofLabels[labels[n]!]!;
    result[n] = (one & two & three & fits) | ((one | two | three) & hasText);
  }
  return result;
}
