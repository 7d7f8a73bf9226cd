import { covers, type Func, type Step } from '../../facts/code';
import { stepsIn } from '../../facts/steps';
import { isWrapper, parseSymbol } from '../../go/symbol';
import { isStandardLibrary } from '../../go/userCode';
import type { GoroutineIndex } from '../../model/goroutines';
import type { Stack } from '../../model/stack';
import type { State } from '../../model/state';
import type { Wait } from '../../waits/wait';
import { reachedFrom } from './reached';

/** Goroutines of one dump that have the same stack and wait for the same thing. */
export interface Party {
  /** In the order of the text, never empty. */
  readonly members: readonly GoroutineIndex[];
  /** How many goroutines they stand for. */
  readonly count: number;
  readonly stack: Stack;
  readonly state: State;
  readonly wait: Wait;
  /** Whether the runtime has proven that nothing wakes them: it found them leaked, or all goroutines asleep. */
  readonly cannotWake: boolean;
  /** Whole minutes. */
  readonly waitMinutes: { readonly min: number; readonly max: number };
  /** Address of what is waited for, if the dump prints it reliably. */
  readonly address: number | undefined;
  /**
   * Arguments of the first member by frame and position; undefined where an argument is not an address, or may be stale.
   */
  readonly args: readonly (readonly (number | undefined)[])[];
  /** The code of each frame; undefined where there is no source, or it is not the source that was built. */
  readonly code: readonly (FrameCode | undefined)[];
}

export interface FrameCode {
  readonly func: Func;
  readonly uri: string;
  /** One-based. */
  readonly line: number;
  /** Name of the function that the frame calls, without package and receiver. */
  readonly callee: string | undefined;
}

/** The name by which code calls the function of a symbol; undefined for a literal. */
export function calleeName(symbol: string | undefined): string | undefined {
  if (symbol === undefined) return undefined;
  const { name, suffix } = parseSymbol(symbol);
  return /func\d|^\.\d/.test(suffix) ? undefined : name;
}

/** Index of the frame that shows the user where a party waits: the innermost one outside the standard library. */
export function shownFrame({ stack, wait }: Party): number {
  const site = wait.site ?? 0;
  const own = stack.frames.findIndex((frame, index) => index >= site && !isStandardLibrary(frame));
  return own < 0 ? Math.min(site, Math.max(0, stack.frames.length - 1)) : own;
}

/** Whether a party waits inside an endless loop or a range loop, and comes back there: for work, by design. */
export function isWorker(party: Party): boolean {
  let answer = workers.get(party);
  if (answer === undefined) workers.set(party, (answer = standsInEndlessLoop(party)));
  return answer;
}

const workers = new WeakMap<Party, boolean>();

function standsInEndlessLoop({ code }: Party): boolean {
  return code.some(
    (each) =>
      each !== undefined &&
      stepsIn(each.func.body).some(
        (step) =>
          step.kind === 'loop' &&
          (step.isEndless || rangesOverChannel(step, each.func)) &&
          covers(step, each.line),
      ) &&
      reachedFrom(each.func, each).isRepeated,
  );
}

/** Whether a loop may range over a channel, as far as the function itself tells: one over a list ends. */
function rangesOverChannel(
  { over, mayReceive }: Step & { kind: 'loop' },
  { variables, params }: Func,
): boolean {
  if (over?.kind !== 'name') return mayReceive;
  const variable = variables.get(over.name) ?? params.find(({ name }) => name === over.name);
  return mayReceive && variable?.type.kind !== 'list' && variable?.type.kind !== 'map';
}

/** Whether the source of all frames outside the standard library was read. */
export function hasAllCode({ stack, code }: Party): boolean {
  return stack.frames.every(
    (frame, index) =>
      code[index] !== undefined ||
      isStandardLibrary(frame) ||
      frame.function.startsWith('golang.org/x/') || // waits there need no source to be known
      isWrapper(frame.function),
  );
}

/**
 * Whether a party is in code that was not read of a package of which other code was: a file that is stale or cannot be
 * parsed. What it does next is not known.
 */
export function hasUnreadCode(parties: readonly Party[]): boolean {
  const packageOf = ({ stack }: Party, frame: number) =>
    parseSymbol(stack.frames[frame]!.function).importPath;
  const read = new Set(
    parties.flatMap((party) =>
      party.code.flatMap((code, frame) => (code === undefined ? [] : packageOf(party, frame))),
    ),
  );
  return parties.some((party) =>
    party.stack.frames.some(
      (frame, index) =>
        frame.kind === 'go' &&
        party.code[index] === undefined &&
        read.has(packageOf(party, index)) &&
        !isStandardLibrary(frame) &&
        !isWrapper(frame.function) &&
        !hasReadCallee(party, index),
    ),
  );
}

/**
 * Whether the function that the frame calls was read: up to Go 1.21, one made for a `go` statement has no code of its
 * own.
 */
function hasReadCallee({ stack, code }: Party, frame: number): boolean {
  const callee = stack.frames[frame - 1];
  return callee !== undefined && code[frame - 1] !== undefined && !isStandardLibrary(callee);
}
