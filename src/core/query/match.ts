import type { Dump } from '../model/dump';
import type { Selection } from '../model/selection';
import type { StackFrame } from '../model/stack';
import { labelText } from '../group/keys';

/** The goroutine has the function and a class of the selection. */
const fits = 1;
/** The goroutine has the text of the selection. */
const hasText = 2;

/** What a goroutine has to have to be selected: its group may have the text for it. */
export const needed = { alone: fits | hasText, inGroupWithText: fits } as const;

/**
 * What each goroutine has of the selection. Each stack, state and label set is looked at once, however many goroutines
 * have it.
 *
 * @param text in lower case; empty for any
 * @returns for each goroutine the flags of `needed`
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
      name === undefined || all.some((frame) => frame.function === name),
      text === '' || all.some(frameHasText),
    );
  });
  const ofStates = Uint8Array.from(dump.states, (each) =>
    flags(!classes?.length || classes.includes(each.class), has(each.text)),
  );
  const ofLabels = Uint8Array.from(dump.labels, (each) => flags(true, has(labelText(each))));
  return combined(stack, state, labels, ofStacks, ofStates, ofLabels);
}

function flags(doesFit: boolean, isWithText: boolean): number {
  return (doesFit ? fits : 0) | (isWithText ? hasText : 0);
}

/** Frames are interned: each is looked at once for all stacks. */
function memoized(test: (frame: StackFrame) => boolean): (frame: StackFrame) => boolean {
  const known = new Map<StackFrame, boolean>();
  return (frame) => {
    let result = known.get(frame);
    if (result === undefined) known.set(frame, (result = test(frame)));
    return result;
  };
}

// As in grouping, what is done for each goroutine is done in a function of arrays of numbers alone.

/** The stack, the state and the labels have to fit; one of them has to have the text. */
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
