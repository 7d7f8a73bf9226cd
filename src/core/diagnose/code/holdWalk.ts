import { calledName } from '../../facts/calls';
import { covers, type Call, exprText, type Func, type Step } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { calleesOf, operationOf } from './callees';
import {
  acquired,
  asCalled,
  copied,
  deferred,
  type Held,
  isAmong,
  isSame,
  joined,
  type NamedLock,
  nothingHeld,
  overwritten,
  released,
  renamed,
  releasedMode,
} from './held';
import { isInCopy } from '../objects/copies';
import type { Identities } from '../objects/identity';
import { noJumps } from './jumps';

/** The place of a frame: a one-based line, and what it calls there, if known. */
export interface CodePlace {
  readonly line: number;
  /** Name of the function that is called, without package and receiver. */
  readonly callee: string | undefined;
}

/** Maximum number of steps of a walk. Only contrived code takes more. */
const maxSteps = 100_000;
/** Maximum number of labels that a walk passes. */
const maxLabels = 100;

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
  private readonly jumps = noJumps();
  private labels = 0;

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
  private steps(steps: readonly Step[], before: Held | undefined): Held | undefined {
    let held = before;
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'label' && this.labels++ < maxLabels)
        return this.labelled(step.label, steps.slice(index + 1), held);
      if (held === undefined) continue;
      // The line is inside a loop or branch, before its first step.
      const isAround = step.kind === 'loop' || step.kind === 'branch' || step.kind === 'select';
      if (step === this.nearest && isAround) this.find(held);
      held = this.step(step, held);
      if (step === this.nearest && !isAround && held !== undefined) this.find(held);
    }
    return held;
  }

  /** The steps after a label, to which a `goto` before or among them goes. */
  private labelled(label: string, steps: readonly Step[], before: Held | undefined): Held | undefined {
    const first = this.jumps.goto.takeLabelled(label).reduce(joined, before);
    const once = this.steps(steps, first);
    const again = this.jumps.goto.takeLabelled(label).reduce(joined, first);
    const isSettled = again === undefined || (first !== undefined && isSame(again, first));
    return isSettled ? once : joined(once, this.steps(steps, again));
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
      case 'assign':
        return this.assign(step, held);
      case 'leave':
        if (step.how === 'return') this.leave(held, step.line);
        return undefined;
      case 'jump':
        this.jumps[step.to].add(step.label, held);
        return undefined;
      case 'branch': {
        const outs = step.branches.map((branch) =>
          this.steps(branch, this.jumps.fallthrough.take('').reduce<Held | undefined>(joined, held)),
        );
        const broken =
          step.of === 'if' ? this.jumps.break.takeLabelled(step.label) : this.jumps.break.take(step.label);
        return [...outs, step.isTotal ? undefined : held, ...broken].reduce(joined, undefined);
      }
      case 'select': {
        const outs = step.cases.map(({ operation, body }) => {
          this.look(operation, held);
          return this.steps(body, held);
        });
        if (step.cases.length === 0 && !step.hasDefault) return undefined;
        return [...outs, step.hasDefault ? held : undefined, ...this.jumps.break.take(step.label)].reduce(
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
    const once = [this.steps(body, held), ...this.jumps.continue.take(label)].reduce(joined, held);
    // A second pass would not change anything, and would double the work for each nested loop.
    if (once !== undefined && isSame(once, held)) {
      return [isEndless ? undefined : once, ...this.jumps.break.take(label)].reduce(joined, undefined);
    }
    const again = [this.steps(body, once ?? held), ...this.jumps.continue.take(label)].reduce(joined, once);
    return [isEndless ? undefined : again, ...this.jumps.break.take(label)].reduce(joined, undefined);
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

  private assign({ targets, values, line }: Step & { kind: 'assign' }, held: Held): Held {
    let after = held;
    for (const [index, target] of targets.entries()) {
      const value = values[index];
      if (target.kind === 'field') after = overwritten(after, exprText(target));
      if (target.kind !== 'name') continue;
      after = renamed(after, target.name, value?.kind === 'name' ? value.name : undefined);
      if (value?.kind === 'copy' && value.of.kind === 'name')
        after = copied(after, target.name, value.of.name, line);
    }
    return after;
  }

  private call(call: Call, held: Held): Held {
    const { context, func } = this;
    const own = operationOf(call, func, context);
    if (own !== undefined) {
      const { operation, resource } = own;
      if (resource === undefined || isInCopy(resource, func, context.program)) return held;
      if (operation === 'lock' || operation === 'rlock') {
        const mode = operation === 'lock' ? 'write' : 'read';
        const { uri } = func;
        const { line } = call;
        return acquired(held, {
          resource,
          mode,
          uri,
          line,
          func,
          takenBy: undefined,
          copiedAt: undefined,
          isCertain: true,
        });
      }
      const mode = releasedMode(operation);
      return mode === undefined ? held : released(held, { resource, mode, isCertain: true });
    }
    const targets = calleesOf(call, func, context).filter((target) => target !== func);
    return targets.reduce((after, target) => this.afterCall(call, target, after, targets.length === 1), held);
  }

  /** What is held after a function was called; perhaps another one was, unless it is the only one. */
  private afterCall(call: Call, target: Func, held: Held, isOnly: boolean): Held {
    const { context, func } = this;
    const effect = context.summary(target, this.depth + 1);
    let after = held;
    for (const lock of effect.released.values()) {
      const isCertain = lock.isCertain && isOnly;
      const resource = asCalled(lock.resource, call, target);
      if (isOnly || isAmong(held.holds, { ...lock, resource }))
        after = released(after, { ...lock, resource, isCertain });
    }
    for (const hold of effect.holds.values()) {
      // That function is to blame.
      if (hold.copiedAt !== undefined || !(isOnly || hold.isCertain)) continue;
      after = acquired(after, {
        ...hold,
        resource: asCalled(hold.resource, call, target),
        uri: func.uri,
        line: call.line,
        func,
        takenBy: hold.takenBy ?? { func: hold.func, line: hold.line },
        isCertain: hold.isCertain && isOnly,
      });
    }
    return after;
  }

  /** The function that a call runs, if there is only one, and not this one again. */
  private onlyCallee(call: Call): Func | undefined {
    const [only, ...others] = calleesOf(call, this.func, this.context);
    return others.length > 0 || only === this.func ? undefined : only;
  }

  /** If a goroutine releases a lock that it has not taken, the goroutine that starts it has taken the lock. */
  private handOver(call: Call, held: Held): Held {
    if (held.holds.size === 0) return held;
    const target = this.onlyCallee(call);
    if (target === undefined) return held;
    const effect = this.context.summary(target, this.depth + 1);
    let after = held;
    for (const lock of effect.released.values()) {
      if (isAmong(held.holds, lock)) after = released(after, { ...lock, isCertain: true });
    }
    return after;
  }

  private defer(call: Call, held: Held): Held {
    const { callee } = call;
    const calls =
      callee.kind === 'function'
        ? stepsIn(callee.func.body).flatMap((step) =>
            step.kind === 'call' ? [{ call: step.call, func: callee.func }] : [],
          )
        : [{ call, func: this.func }];
    return deferred(
      held,
      calls.flatMap((each) => this.releasedBy(each.call, each.func)),
    );
  }

  /** The locks that a call releases. */
  private releasedBy(call: Call, func: Func): readonly NamedLock[] {
    const own = operationOf(call, func, this.context);
    if (own === undefined) {
      return calleesOf(call, func, this.context).flatMap((target) =>
        Array.from(this.context.summary(target, this.depth + 1).released.values(), (lock) => ({
          ...lock,
          resource: asCalled(lock.resource, call, target),
        })),
      );
    }
    const { operation, resource } = own;
    const mode = releasedMode(operation);
    return resource === undefined || mode === undefined ? [] : [{ resource, mode }];
  }

  private leave(held: Held, line: number): void {
    let after = held;
    for (const lock of held.deferred.values()) after = released(after, { ...lock, isCertain: true });
    this.exits.push({ held: after, line });
  }
}
