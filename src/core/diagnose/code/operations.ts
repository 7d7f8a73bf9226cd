import { appendTo } from '../../bytes/appendTo';
import { callIn } from '../../facts/calls';
import type { Call, Expr, Func, Step } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import type { WaitKind } from '../../waits/wait';
import { CallDepth } from './callDepth';
import { CallGraph } from './callGraph';
import { FarOperations } from './farOperations';
import { Fresh } from '../objects/fresh';
import type { Identities, Resource } from '../objects/identity';
import type { InParts } from '../inParts';
import { isKept, isOfTurn, madeFor } from '../objects/kept';
import { nameInCaller, nameInOwner, rootOf } from '../objects/names';
import type { FrameCode, Party } from '../parties/party';
import { reachedFrom } from '../parties/reached';
import {
  addOperation,
  functionsRunBy,
  nothing,
  type OperationMap,
  type OperationObject,
  StepOperations,
} from './stepOperations';

/** A one-based line of a function. */
export interface CodePlace {
  readonly func: Func;
  readonly line: number;
}

/** On what a function's own code still does an operation. */
interface AheadObject {
  /** The name of a variable, if it is always on what the function has made by that name. */
  readonly made: string | undefined;
  /** Whether it is always on objects that the function makes itself. */
  readonly isOwn: boolean;
}

type AheadMap = ReadonlyMap<string, AheadObject>;

/** For whom a party's operations are looked for. */
export interface Asker {
  /** A function whose frames do not count: they are other calls, which have their own variables. */
  readonly ownCall: Func | undefined;
  /** Index of the first frame that counts. */
  readonly first: number;
  /** Whether the calls that the party is in count if they are repeated, or only if with another object. */
  readonly running: 'again' | 'with another';
  /** Whether another party waits, for an object that its own frames have made. */
  readonly hasMade: boolean;
}

/** Calls that are followed from a step with the names of objects. Beyond, only what they are counts. */
const maxCalls = 4;
/** The operations of other goroutines that end a wait. */
export const servingOperations: Readonly<Partial<Record<WaitKind, readonly string[]>>> = {
  send: ['receive'],
  receive: ['send', 'close'],
  waitGroup: ['done'],
  cond: ['signal'],
  semaphore: ['release'],
};

/** The key of the object of an operation. */
export function keyOf(operation: string): string {
  return operation.slice(operation.indexOf(' ') + 1);
}

/** The operations of code on channels, WaitGroups and the like, and those that are still ahead of a frame. */
export class Operations {
  private readonly ofFunction = new CallDepth<OperationMap>(maxCalls, (func) =>
    this.far.operationsFrom(func),
  );
  /** By function, line and callee. */
  private readonly aheadAt = new Map<Func, Map<string, AheadMap>>();
  private readonly all = new Map<string, CodePlace[]>();
  private readonly fresh: Fresh;
  private readonly calls: CallGraph;
  private readonly ofStep: StepOperations;
  private readonly far: FarOperations;
  /** Functions that come to no operation. Most do not, and their calls are not followed. */
  private withoutAny: ReadonlySet<Func> = new Set();

  /** @param keys of the objects that parties wait for: no others count */
  constructor(
    readonly program: Program,
    readonly identities: Identities,
    keys: ReadonlySet<string>,
  ) {
    this.fresh = new Fresh(program);
    this.calls = new CallGraph(this);
    this.ofStep = new StepOperations(this, keys);
    this.far = new FarOperations(this.calls, this.ofStep, this.fresh);
  }

  /** Whether a party's code can still reach one of the operations. */
  isAhead(party: Party, keys: readonly string[], { ownCall, first, running, hasMade }: Asker): boolean {
    return party.code.some((code, frame) => {
      if (code === undefined || code.func === ownCall || frame < first) return false;
      const operations = this.aheadOf(code, party.code[frame - 1] === undefined ? 'once' : running);
      return keys.some((key) => {
        const found = operations.get(key);
        if (found === undefined || (hasMade && found.isOwn)) return false;
        // Nobody else can have what was made in this call and has not been given away.
        return found.made === undefined || !isKept(party, frame, found.made);
      });
    });
  }

  /** Whether one of the party's own frames has made what the resource of its wait names. */
  hasMade(party: Party, { field }: Resource): boolean {
    const { site } = party.wait;
    if (field === undefined || site === undefined) return false;
    const { root, path } = field;
    const named = path.reduce<Expr>((of, { name }) => ({ kind: 'field', of, name }), root);
    const made = nameInOwner(party, site, named);
    return made !== undefined && this.fresh.isMadeAfter(made.expr, made.func, 0);
  }

  /** Whether one of the operations occurs anywhere in the functions that a party is in. */
  isAround({ code }: Party, keys: readonly string[]): boolean {
    return code.some((each) => {
      const operations = each && this.operationsIn(each.func);
      return operations !== undefined && keys.some((key) => operations.has(key));
    });
  }

  /** Reads all code of the program, which `placesOf` and `isAnywhere` need. */
  *readProgram(): InParts<void> {
    const serving = new Set<Func>();
    for (const func of this.program.functions) {
      for (const step of stepsIn(func.body)) {
        if (step.kind === 'select') continue; // its operations are steps of their own
        for (const operation of this.ofStep.of(step, func).keys()) {
          appendTo(this.all, operation, { func, line: step.line });
          serving.add(func);
        }
      }
      yield;
    }
    this.withoutAny = yield* this.calls.without(this.program.functions, serving);
  }

  /** Where the code that was read does one of the operations, function by function. */
  placesOf(keys: readonly string[]): readonly CodePlace[] {
    return keys.flatMap((key) => this.all.get(key) ?? []);
  }

  /** Whether any code that was read does one of the operations. */
  isAnywhere(keys: readonly string[]): boolean {
    return keys.some((key) => this.all.has(key));
  }

  /** The operations that a party's code can reach, frame by frame. */
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
        line,
      );
      byPlace.set(place, operations);
    }
    return operations;
  }

  /** The operations of steps on what exists when the function is at a one-based line. */
  private operationsAmong(steps: readonly Step[], func: Func, line: number): AheadMap {
    const found = new Map<string, AheadObject>();
    for (const step of steps) {
      const made = madeFor(step, func);
      for (const [operation, { names }] of this.operationsOf(step, func, 0)) {
        if (names?.every((name) => this.fresh.isMadeAfter(name, func, line)) === true) continue;
        const isOwn = names?.every((name) => this.fresh.isMadeAfter(name, func, 0)) === true;
        const known = found.get(operation);
        found.set(operation, {
          made: known === undefined || made === undefined ? made : known.made,
          isOwn: isOwn && known?.isOwn !== false,
        });
      }
    }
    return found;
  }

  /**
   * The operations of a function on what others may wait for before it is called, as `send key`; also through calls. What it
   * makes itself is not among that.
   */
  operationsIn(func: Func, depth = 0): OperationMap {
    if (this.withoutAny.has(func)) return nothing;
    return this.ofFunction.resultOf(func, depth, () => {
      let all: Map<string, OperationObject> | undefined;
      for (const step of stepsIn(func.body)) {
        // What a new call makes is not what anybody waits for already; those of a select are steps of their own.
        if (step.kind === 'select' || madeFor(step, func) !== undefined) continue;
        for (const [operation, object] of this.operationsOf(step, func, depth)) {
          if (object.owner === func) continue; // another call has its own variable
          const others = this.othersThan(object, func);
          if (others === undefined) continue;
          all ??= new Map<string, OperationObject>();
          addOperation(all, operation, others);
        }
      }
      return all ?? nothing;
    });
  }

  /** The object without the names of what the function makes itself; undefined if that is all. */
  private othersThan(object: OperationObject, func: Func): OperationObject | undefined {
    const { owner, names } = object;
    if (names === undefined) return object;
    const others = names.filter((name) => !this.fresh.isMadeAfter(name, func, 0));
    if (others.length === 0) return undefined;
    const isOfCaller = others.every((name) => func.variables.get(rootOf(name) ?? '') === undefined);
    if (!isOfCaller) return { owner, names: undefined };
    return others.length === names.length ? object : { owner, names: others };
  }

  private operationsOf(step: Step, func: Func, depth: number): OperationMap {
    const call = callIn(step);
    const own = this.ofStep.of(step, func);
    if (call === undefined) return own;
    let all: Map<string, OperationObject> | undefined;
    for (const target of functionsRunBy(call, func, this)) {
      for (const [operation, object] of this.operationsIn(target, depth + 1)) {
        all ??= new Map(own);
        addOperation(all, operation, inCaller(object, call, target, func));
      }
    }
    return all ?? own;
  }
}

/** The object by the names that a caller of the function has for it. */
function inCaller(object: OperationObject, call: Call, called: Func, func: Func): OperationObject {
  const { owner, names } = object;
  if (names === undefined) return object;
  const here = names.map((name) => nameInCaller(name, call, called, func));
  return { owner, names: here.every((name) => name !== undefined) ? here : undefined };
}
