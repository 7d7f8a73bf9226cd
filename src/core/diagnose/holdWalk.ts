import { calledName } from '../facts/calls';
import { covers, type Call, type Func, type Step } from '../facts/code';
import type { Program } from '../facts/program';
import { stepsIn } from '../facts/steps';
import { syncCall } from '../facts/syncCalls';
import { asCalled, type Held, type Hold, isSame, joined, nothingHeld, released } from './held';
import type { Identities, Resource } from './identity';

/** The place of a frame: a one-based line, and what it calls there, if known. */
export interface CodePlace {
  readonly line: number;
  /** Name of the function that is called, without package and receiver. */
  readonly callee: string | undefined;
}

/** Maximum number of steps of a walk. Only contrived code takes more. */
const maxSteps = 100_000;

/** What a walk needs to know about the rest of the program. */
interface WalkContext {
  readonly program: Program;
  readonly identities: Identities;
  /** The effect of a call of the function on the locks. */
  summary(func: Func, depth: number): Held;
}

/** One walk over the code of a function. */
export class HoldWalk {
  found: Held | undefined;
  private budget = maxSteps;
  readonly exits: { readonly held: Held; readonly line: number }[] = [];
  private readonly breaks = new Map<string, Held[]>();
  private readonly continues = new Map<string, Held[]>();

  constructor(
    private readonly context: WalkContext,
    private readonly func: Func,
    private readonly place: CodePlace | undefined,
    private readonly depth: number,
    /** The step in or after which to look, without a place. */
    private readonly nearest?: Step,
  ) {}

  /**
   * @param before what was taken for it before it began
   * @returns what is held when the function has returned
   */
  run(before = nothingHeld): Held {
    const end = this.steps(this.func.body, before);
    if (end !== undefined) this.leave(end, this.func.endLine);
    return this.exits.map(({ held }) => held).reduce<Held | undefined>(joined, undefined) ?? nothingHeld;
  }

  /** @returns what is held after the steps; undefined if control does not reach their end */
  private steps(steps: readonly Step[], before: Held): Held | undefined {
    let held: Held | undefined = before;
    for (const step of steps) {
      if (held === undefined) return undefined;
      // The line is inside a loop or branch, before its first step.
      const isAround = step.kind === 'loop' || step.kind === 'branch' || step.kind === 'select';
      if (step === this.nearest && isAround) this.find(held);
      held = this.step(step, held);
      if (step === this.nearest && !isAround && held !== undefined) this.find(held);
    }
    return held;
  }

  private find(held: Held): void {
    this.found = this.found === undefined ? held : joined(this.found, held);
  }

  private step(step: Step, held: Held): Held | undefined {
    if (this.budget-- <= 0) return undefined;
    this.look(step, held);
    switch (step.kind) {
      case 'call':
        return this.call(step.call, held);
      case 'defer':
        return this.defer(step.call, held);
      case 'go':
        return this.handOver(step.call, held);
      case 'leave':
        if (step.how === 'return') this.leave(held, step.line);
        return undefined;
      case 'jump':
        this.jump(step.to, step.label, held);
        return undefined;
      case 'branch': {
        const outs = step.branches.map((branch) => this.steps(branch, held));
        const broken = step.of === 'if' ? this.labelled(step.label) : this.take(this.breaks, step.label);
        return [...outs, step.isTotal ? undefined : held, ...broken].reduce(joined, undefined);
      }
      case 'select': {
        const outs = step.cases.map(({ operation, body }) => {
          this.look(operation, held);
          return this.steps(body, held);
        });
        if (step.cases.length === 0 && !step.hasDefault) return undefined;
        return [...outs, step.hasDefault ? held : undefined, ...this.take(this.breaks, step.label)].reduce(
          joined,
          undefined,
        );
      }
      case 'loop':
        return this.loop(step, held);
      default:
        return held;
    }
  }

  private loop(step: Step & { kind: 'loop' }, held: Held): Held | undefined {
    const { label, isEndless, body } = step;
    const once = [this.steps(body, held), ...this.take(this.continues, label)].reduce(joined, held);
    // A second pass would change nothing either, and each nested loop would double the work.
    if (once !== undefined && isSame(once, held)) {
      return [isEndless ? undefined : once, ...this.take(this.breaks, label)].reduce(joined, undefined);
    }
    const again = [this.steps(body, once ?? held), ...this.take(this.continues, label)].reduce(joined, once);
    return [isEndless ? undefined : again, ...this.take(this.breaks, label)].reduce(joined, undefined);
  }

  private jump(to: 'break' | 'continue' | 'goto', label: string, held: Held): void {
    if (to === 'goto') return;
    const jumps = to === 'break' ? this.breaks : this.continues;
    jumps.set(label, [...(jumps.get(label) ?? []), held]);
  }

  /** The jumps to the label of an `if`. */
  private labelled(label: string): readonly Held[] {
    if (label === '') return [];
    const taken = this.breaks.get(label) ?? [];
    this.breaks.delete(label);
    return taken;
  }

  /** The jumps without a label, and those with the statement's label. */
  private take(jumps: Map<string, Held[]>, label: string): readonly Held[] {
    const taken = [...(jumps.get('') ?? []), ...(label === '' ? [] : (jumps.get(label) ?? []))];
    jumps.delete('');
    if (label !== '') jumps.delete(label);
    return taken;
  }

  /** Records what is held if the step is at the place. */
  private look(step: Step, held: Held): void {
    const { place } = this;
    if (place === undefined || !covers(step, place.line)) return;
    if (step.kind === 'loop' ? step.over === undefined || step.line !== place.line : step.kind === 'branch')
      return;
    if (step.kind === 'assign') return;
    if (place.callee !== undefined && step.kind === 'call') {
      const name = calledName(step.call);
      if (name !== undefined && name !== place.callee && step.line !== step.endLine) return;
    }
    this.find(held);
  }

  private call(call: Call, held: Held): Held {
    const { program, identities } = this.context;
    const sync = syncCall(call, this.func, program);
    if (sync !== undefined) {
      const resource = identities.resource(sync.object, this.func);
      if (resource === undefined) return held;
      const { operation } = sync;
      if (operation === 'lock' || operation === 'rlock') {
        return this.taken(held, resource, operation === 'lock' ? 'write' : 'read', call.line);
      }
      if (operation === 'unlock' || operation === 'runlock') {
        return released(held, `${resource.key} ${operation === 'unlock' ? 'write' : 'read'}`, true);
      }
      return held;
    }
    const targets = program.targets(call, this.func);
    if (targets.length !== 1 || targets[0] === this.func) return held;
    const effect = this.context.summary(targets[0]!, this.depth + 1);
    let after = held;
    for (const [key, isCertain] of effect.released) after = released(after, key, isCertain);
    if (effect.holds.size === 0) return after;
    const holds = new Map(after.holds);
    for (const [key, hold] of effect.holds) {
      holds.set(key, {
        ...hold,
        resource: asCalled(hold.resource, call, targets[0]!),
        uri: this.func.uri,
        line: call.line,
        func: this.func,
        takenBy: hold.takenBy ?? { func: hold.func, line: hold.line },
        isDeferred: after.deferred.has(key),
      });
    }
    return { ...after, holds };
  }

  /** A goroutine that releases what it has not taken has it from the one that starts it. */
  private handOver(call: Call, held: Held): Held {
    if (held.holds.size === 0) return held;
    const targets = this.context.program.targets(call, this.func);
    if (targets.length !== 1 || targets[0] === this.func) return held;
    const effect = this.context.summary(targets[0]!, this.depth + 1);
    let after = held;
    for (const key of effect.released.keys()) if (held.holds.has(key)) after = released(after, key, true);
    return after;
  }

  private taken(held: Held, resource: Resource, mode: Hold['mode'], line: number): Held {
    const key = `${resource.key} ${mode}`;
    const holds = new Map(held.holds);
    const { uri } = this.func;
    holds.set(key, {
      resource,
      mode,
      uri,
      line,
      func: this.func,
      takenBy: undefined,
      isCertain: true,
      isDeferred: held.deferred.has(key),
    });
    return { ...held, holds };
  }

  private defer(call: Call, held: Held): Held {
    const { program, identities } = this.context;
    const calls =
      call.callee.kind === 'function'
        ? [...stepsIn(call.callee.func.body)].flatMap((step) =>
            step.kind === 'call' ? [{ call: step.call, func: (call.callee as { func: Func }).func }] : [],
          )
        : [{ call, func: this.func }];
    const deferred = new Set(held.deferred);
    for (const each of calls) {
      const sync = syncCall(each.call, each.func, program);
      const resource = sync && identities.resource(sync.object, each.func);
      if (sync === undefined) {
        for (const target of program.targets(each.call, each.func)) {
          for (const key of this.context.summary(target, this.depth + 1).released.keys()) deferred.add(key);
        }
      } else if (resource !== undefined) {
        if (sync.operation === 'unlock') deferred.add(`${resource.key} write`);
        if (sync.operation === 'runlock') deferred.add(`${resource.key} read`);
      }
    }
    const holds = new Map(held.holds);
    for (const [key, hold] of holds) if (deferred.has(key)) holds.set(key, { ...hold, isDeferred: true });
    return { ...held, holds, deferred };
  }

  private leave(held: Held, line: number): void {
    let after = held;
    for (const key of held.deferred) after = released(after, key, true);
    this.exits.push({ held: after, line });
  }
}
