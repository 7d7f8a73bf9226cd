import { type Call, type Func, type Step } from '../facts/code';
import type { Program } from '../facts/program';
import { syncCall } from '../facts/syncCalls';
import { stepsIn } from '../facts/steps';
import { asCalled, type Held, type Hold, isSame, joined, nothingHeld, released } from './held';
import type { Identities, Resource } from './identity';

/** Where a frame stands: a one-based line, and what it calls there if that is known. */
export interface CodePlace {
  readonly line: number;
  /** Name of the function that is called, without package and receiver. */
  readonly callee: string | undefined;
}

/** A way out of a function that leaves a lock taken. */
export interface Leak {
  readonly hold: Hold;
  /** One-based line of the `return`, or of the function's end. */
  readonly line: number;
}

const deepest = 4;

/** Says which locks are held where. */
export class HoldAnalysis {
  private readonly summaries = new Map<Func, Held | undefined>();

  constructor(
    readonly program: Program,
    readonly identities: Identities,
  ) {}

  /** The locks held by a function when it gets to the place; undefined if the place is not found in its code. */
  at(func: Func, place: CodePlace): readonly Hold[] | undefined {
    const walk = new Walk(this, func, place, 0);
    walk.run();
    return walk.found && [...walk.found.holds.values()];
  }

  /** The same for a line that need not have a step, such as one of a loop that only computes. */
  atLine(func: Func, line: number): readonly Hold[] {
    const before = [...stepsIn(func.body)].filter((step) => step.line <= line);
    const nearest = before.reduce<Step | undefined>(
      (best, step) => (best === undefined || step.line >= best.line ? step : best),
      undefined,
    );
    if (nearest === undefined) return [];
    const walk = new Walk(this, func, undefined, 0, nearest);
    walk.run();
    return walk.found === undefined ? [] : [...walk.found.holds.values()];
  }

  /** What a call of the function does to the locks. */
  summary(func: Func, depth: number): Held {
    if (this.summaries.has(func)) return this.summaries.get(func) ?? nothingHeld;
    if (depth > deepest) return nothingHeld;
    this.summaries.set(func, undefined); // recursion does nothing more
    const walk = new Walk(this, func, undefined, depth);
    const exit = walk.run();
    this.summaries.set(func, exit);
    return exit;
  }

  /** Ways out of a function with a lock that other ways out, or all functions of the program, never release. */
  leaks(func: Func): readonly Leak[] {
    const walk = new Walk(this, func, undefined, 0);
    walk.run();
    return walk.exits.flatMap(({ held, line }) =>
      [...held.holds]
        .filter(([key, { isCertain }]) => {
          const isReleased = walk.exits.some((exit) => !exit.held.holds.has(key));
          return isCertain && (isReleased || !this.releasedByCallers.has(key));
        })
        .map(([, hold]) => ({ hold, line })),
    );
  }

  /** Locks that some function releases without having taken them: what takes them may return with them. */
  private get releasedByCallers(): ReadonlySet<string> {
    this.released ??= new Set(
      [...this.program.all].flatMap((pkg) =>
        pkg.functions.flatMap((func) => [...this.summary(func, 0).released.keys()]),
      ),
    );
    return this.released;
  }

  private released: ReadonlySet<string> | undefined;
}

/** Steps of one walk: code that takes more was made to. */
const mostSteps = 100_000;

/** One walk over the code of a function. */
class Walk {
  found: Held | undefined;
  private budget = mostSteps;
  readonly exits: { readonly held: Held; readonly line: number }[] = [];
  private readonly breaks = new Map<string, Held[]>();
  private readonly continues = new Map<string, Held[]>();

  constructor(
    private readonly analysis: HoldAnalysis,
    private readonly func: Func,
    private readonly place: CodePlace | undefined,
    private readonly depth: number,
    /** The step in or after which to look. */
    private readonly nearest?: Step,
  ) {}

  /** @returns what is held when the function has returned */
  run(): Held {
    const end = this.steps(this.func.body, nothingHeld);
    if (end !== undefined) this.leave(end, this.func.endLine);
    return this.exits.map(({ held }) => held).reduce<Held | undefined>(joined, undefined) ?? nothingHeld;
  }

  /** @returns what is held after the steps; undefined if control does not get there */
  private steps(steps: readonly Step[], before: Held): Held | undefined {
    let held: Held | undefined = before;
    for (const step of steps) {
      if (held === undefined) return undefined;
      // A loop or branch has the line inside, before its first step.
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
    // What changes nothing the first time changes nothing the second time; nested loops would double the work each.
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

  /** Those with the label of an `if`. */
  private labelled(label: string): readonly Held[] {
    if (label === '') return [];
    const taken = this.breaks.get(label) ?? [];
    this.breaks.delete(label);
    return taken;
  }

  /** Those without a label, and those with the statement's own. */
  private take(jumps: Map<string, Held[]>, label: string): readonly Held[] {
    const taken = [...(jumps.get('') ?? []), ...(label === '' ? [] : (jumps.get(label) ?? []))];
    jumps.delete('');
    if (label !== '') jumps.delete(label);
    return taken;
  }

  /** Notes what is held at the place that is looked for. */
  private look(step: Step, held: Held): void {
    const { place } = this;
    if (place === undefined || step.line > place.line || step.endLine < place.line) return;
    if (step.kind === 'loop' ? step.over === undefined || step.line !== place.line : step.kind === 'branch')
      return;
    if (step.kind === 'assign') return;
    if (place.callee !== undefined && step.kind === 'call') {
      const { callee } = step.call;
      const name = callee.kind === 'field' || callee.kind === 'name' ? callee.name : undefined;
      if (name !== undefined && name !== place.callee && step.line !== step.endLine) return;
    }
    this.find(held);
  }

  private call(call: Call, held: Held): Held {
    const { program, identities } = this.analysis;
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
    const effect = this.analysis.summary(targets[0]!, this.depth + 1);
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
        isDeferred: after.deferred.has(key),
      });
    }
    return { ...after, holds };
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
      isCertain: true,
      isDeferred: held.deferred.has(key),
    });
    return { ...held, holds };
  }

  private defer(call: Call, held: Held): Held {
    const { program, identities } = this.analysis;
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
          for (const key of this.analysis.summary(target, this.depth + 1).released.keys()) deferred.add(key);
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
