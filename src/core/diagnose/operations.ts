import { appendTo } from '../bytes/appendTo';
import { callIn } from '../facts/calls';
import type { Func, Step } from '../facts/code';
import { methodCall } from '../facts/methodValue';
import type { Program } from '../facts/program';
import { stepsIn } from '../facts/steps';
import type { WaitKind } from '../waits/wait';
import { CallDepth } from './callDepth';
import { calleesOf, operationOf } from './callees';
import type { Identities, Resource } from './identity';
import type { InParts } from './inParts';
import { isKept, isOfTurn, madeFor, ownerOf } from './kept';
import type { FrameCode, Party } from './party';
import { reachedFrom } from './reached';

/** Operations on what other goroutines may wait for, as `send key`, with the function whose local variable that is. */
type OperationMap = ReadonlyMap<string, Func | undefined>;

/** A one-based line of a function. */
export interface CodePlace {
  readonly func: Func;
  readonly line: number;
}

/** What a function's own code comes to; the name of a variable where all operations of the kind are on what it made itself. */
type AheadMap = ReadonlyMap<string, string | undefined>;

/** Calls that are followed from a step. */
const maxCalls = 6;

/** The operations of other goroutines that end a wait. */
export const servingOperations: Readonly<Partial<Record<WaitKind, readonly string[]>>> = {
  send: ['receive'],
  receive: ['send', 'close'],
  waitGroup: ['done'],
  cond: ['signal'],
  semaphore: ['release'],
};

const nothing: OperationMap = new Map();

/** Whether a step itself, without those inside it, does nothing to others. */
function hasNone(step: Step): boolean {
  const { kind } = step;
  return (
    kind === 'assign' ||
    kind === 'branch' ||
    kind === 'leave' ||
    kind === 'jump' ||
    (kind === 'loop' && !step.mayReceive)
  );
}

/** The key of what an operation is on. */
export function keyOf(operation: string): string {
  return operation.slice(operation.indexOf(' ') + 1);
}

/** The operations of code on channels, WaitGroups and the like, and those that are still ahead of a frame. */
export class Operations {
  private readonly ofFunction = new CallDepth<OperationMap>(maxCalls, new Map());
  /** By function, line and callee. */
  private readonly aheadAt = new Map<Func, Map<string, AheadMap>>();
  private readonly all = new Map<string, CodePlace[]>();

  constructor(
    readonly program: Program,
    readonly identities: Identities,
  ) {}

  /**
   * Whether a party's code can still reach one of the operations.
   *
   * @param other a function whose frames do not count: they are other calls, which have their own variables
   * @param first index of the first frame that counts
   * @param running whether the calls that the party is in count if they are repeated, or only if with another object
   */
  isAhead(
    party: Party,
    keys: readonly string[],
    other: Func | undefined,
    first: number,
    running: 'again' | 'with another' = 'again',
  ): boolean {
    return party.code.some((code, frame) => {
      if (code === undefined || code.func === other || frame < first) return false;
      const operations = this.aheadOf(code, party.code[frame - 1] === undefined ? 'once' : running);
      return keys.some((key) => {
        if (!operations.has(key)) return false;
        const made = operations.get(key);
        // Nobody else can have what was made in this call and has not been given away.
        return made === undefined || !isKept(party, frame, made);
      });
    });
  }

  /** Whether one of the operations is anywhere in the functions that a party is in. */
  isAround({ code }: Party, keys: readonly string[]): boolean {
    return code.some((each) => {
      const operations = each && this.operationsIn(each.func);
      return operations !== undefined && keys.some((key) => operations.has(key));
    });
  }

  /** Reads all code of the program, which `placesOf` and `isAnywhere` need. */
  *readProgram(): InParts<void> {
    for (const { functions } of this.program.all) {
      for (const func of functions) {
        for (const step of stepsIn(func.body)) {
          if (step.kind === 'select') continue; // its operations are steps of their own
          for (const operation of this.operationsOf(step, func, maxCalls).keys())
            appendTo(this.all, operation, { func, line: step.line });
        }
        yield;
      }
    }
  }

  /** Where the code that was read does one of the operations, function by function. */
  placesOf(keys: readonly string[]): readonly CodePlace[] {
    return keys.flatMap((key) => this.all.get(key) ?? []);
  }

  /** Whether any code that was read does one of the operations, wherever it is. */
  isAnywhere(keys: readonly string[]): boolean {
    return keys.some((key) => this.all.has(key));
  }

  /** The operations that a party's code gets to, frame by frame. */
  *ahead({ code }: Party): Generator<string> {
    for (const [frame, each] of code.entries())
      if (each !== undefined)
        yield* this.aheadOf(each, code[frame - 1] === undefined ? 'once' : 'again').keys();
  }

  /** @param running when the call that the frame is in counts: `once` if its own frame does not tell what is ahead of it */
  private aheadOf({ func, line, callee }: FrameCode, running: 'once' | 'again' | 'with another'): AheadMap {
    const byPlace = this.aheadAt.get(func) ?? new Map<string, AheadMap>();
    this.aheadAt.set(func, byPlace);
    const place = `${line} ${callee ?? ''} ${running}`;
    let operations = byPlace.get(place);
    if (operations === undefined) {
      const { here, steps, isRepeated } = reachedFrom(func, { line, callee });
      const isPast =
        here?.kind === 'call' &&
        running !== 'once' &&
        !(isRepeated && (running === 'again' || isOfTurn(here, func)));
      operations = this.operationsAmong(
        [...steps].filter((step) => !isPast || step !== here),
        func,
      );
      byPlace.set(place, operations);
    }
    return operations;
  }

  private operationsAmong(steps: readonly Step[], func: Func): AheadMap {
    const found = new Map<string, string | undefined>();
    for (const step of steps) {
      const made = madeFor(step, func);
      for (const operation of this.operationsOf(step, func, 0).keys())
        if (!found.has(operation) || made === undefined) found.set(operation, made);
    }
    return found;
  }

  /** The operations of a function on what others may wait for, as `send key`; also through calls. */
  operationsIn(func: Func, depth = 0): OperationMap {
    return this.ofFunction.resultOf(func, depth, () => {
      const all = new Map<string, Func | undefined>();
      for (const step of stepsIn(func.body)) {
        // What a new call makes is not what anybody waits for already; those of a select are steps of their own.
        if (step.kind === 'select' || madeFor(step, func) !== undefined) continue;
        for (const [operation, owner] of this.operationsOf(step, func, depth)) {
          if (owner !== func) all.set(operation, owner); // another call has its own variable
        }
      }
      return all;
    });
  }

  private operationsOf(step: Step, func: Func, depth: number): OperationMap {
    if (hasNone(step)) return nothing;
    const found = new Map<string, Func | undefined>();
    const add = (operation: string, resource: Resource | undefined) => {
      if (resource === undefined) return;
      found.set(`${operation} ${resource.key}`, ownerOf(resource));
    };
    const addAll = (operations: OperationMap) => {
      for (const [operation, owner] of operations) found.set(operation, owner);
    };
    const { identities } = this;
    const call = callIn(step);
    if (step.kind === 'send' || step.kind === 'receive' || step.kind === 'close') {
      add(step.kind, identities.resource(step.channel, func));
    } else if (step.kind === 'loop') {
      if (step.mayReceive) add('receive', identities.resource(step.over!, func));
    } else if (step.kind === 'select') {
      for (const { operation } of step.cases)
        add(operation.kind, identities.resource(operation.channel, func));
    } else if (call !== undefined) {
      const own = operationOf(call, func, this);
      if (own !== undefined) {
        add(own.operation, own.resource);
        // `wg.Go` calls Done once the function that it is given returns.
        if (own.operation === 'add' && call.callee.kind === 'field' && call.callee.name === 'Go')
          add('done', own.resource);
      }
      if (step.kind === 'defer' && call.callee.kind === 'name' && call.callee.name === 'close') {
        add('close', call.args[0] && identities.resource(call.args[0], func));
      }
      for (const channel of identities.cancelled(call.callee, func)) found.set(`close ${channel}`, undefined);
      for (const target of calleesOf(call, func, this)) addAll(this.operationsIn(target, depth + 1));
      // A function that is passed on may be called.
      for (const arg of call.args) {
        const passed = arg.kind === 'name' ? [] : this.program.functionsNamed(arg, func);
        for (const each of passed) {
          const isMethod = methodCall(each) !== undefined; // such as `wg.Done`: no code of its own
          if (each.name === '') addAll(this.operationsIn(each, isMethod ? depth : depth + 1));
        }
      }
    }
    return found;
  }
}
