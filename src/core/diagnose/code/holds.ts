import type { Func, Step } from '../../facts/code';
import type { Program } from '../../facts/program';
import { callIn, passedValues } from '../../facts/calls';
import { methodCall } from '../../facts/methodValue';
import { stepsIn } from '../../facts/steps';
import { CallDepth } from './callDepth';
import { operationOf } from './callees';
import { CallGraph } from './callGraph';
import {
  type Held,
  type Hold,
  isAmong,
  lockKey,
  nameKey,
  type NamedLock,
  nothingHeld,
  releasedMode,
} from './held';
import { type CodePlace, HoldWalk } from './holdWalk';
import type { Identities } from '../objects/identity';
import type { InParts } from '../inParts';

/** An exit of a function that leaves a lock held. */
export interface Leak {
  readonly hold: Hold;
  /** One-based line of the `return`, or of the function's end. */
  readonly line: number;
}

/** Calls that are followed with the order of their steps. Beyond, only what they may release counts. */
const maxDepth = 6;

/** Finds the locks that functions hold at their lines. */
export class HoldAnalysis {
  private readonly summaries = new CallDepth<Held>(maxDepth, (func) => this.farReleases(func));
  /** By function, line and callee. */
  private readonly known = new Map<Func, Map<string, readonly Hold[]>>();
  /** Locks that some function releases without having acquired them: others may return with them. */
  private readonly releasedByCallers = new Set<string>();
  private isProgramRead = false;
  private readonly calls: CallGraph;
  private readonly far = new Map<Func, Held>();
  private readonly releases = new Map<Func, readonly NamedLock[]>();

  constructor(
    readonly program: Program,
    readonly identities: Identities,
  ) {
    this.calls = new CallGraph(this);
  }

  /** Reads all code of the program, once. `leaks` needs it. */
  *readProgram(): InParts<void> {
    if (this.isProgramRead) return;
    this.isProgramRead = true;
    for (const { functions } of this.program.all) {
      for (const func of functions) {
        for (const lock of this.summary(func, 0).released.values()) this.releasedByCallers.add(lockKey(lock));
        for (const key of this.releasedByValues(func)) this.releasedByCallers.add(key);
        yield;
      }
    }
  }

  /** The locks that a function holds at the place. */
  at(func: Func, place: CodePlace): readonly Hold[] {
    const places = this.known.get(func) ?? new Map<string, readonly Hold[]>();
    this.known.set(func, places);
    const key = `${place.line} ${place.callee ?? ''}`;
    let holds = places.get(key);
    if (holds === undefined) places.set(key, (holds = [...this.heldAt(func, place).holds.values()]));
    return holds;
  }

  /** The locks held at the place by a goroutine that the function was started for. */
  inGoroutine(func: Func, place: CodePlace): readonly Hold[] {
    const handed = this.handedTo(func);
    if (handed.holds.size === 0) return this.at(func, place);
    const walk = new HoldWalk(this, func, place, 0);
    walk.run(handed);
    return [...(walk.found ?? nothingHeld).holds.values()];
  }

  /** Locks that a literal releases without having taken them: the function around it has, before it started the goroutine. */
  private handedTo(func: Func): Held {
    const { outer } = func;
    const { released } = this.summary(func, 0);
    if (outer === undefined || released.size === 0) return nothingHeld;
    const start = stepsIn(outer.body).find(
      (step) => step.kind === 'go' && step.call.callee.kind === 'function' && step.call.callee.func === func,
    );
    if (start === undefined) return nothingHeld;
    const before = this.at(outer, { line: start.line, callee: undefined });
    const handed = before
      .filter((hold) => isAmong(released, hold))
      .map((hold) => [nameKey(hold), hold] as const);
    return { ...nothingHeld, holds: new Map(handed) };
  }

  private heldAt(func: Func, place: CodePlace): Held {
    const walk = new HoldWalk(this, func, place, 0);
    walk.run();
    return walk.found ?? this.heldNear(func, place.line);
  }

  /** What is held at a line without a step, such as one of a loop that only computes. */
  private heldNear(func: Func, line: number): Held {
    const before = stepsIn(func.body).filter((step) => step.line <= line);
    const nearest = before.reduce<Step | undefined>(
      (best, step) => (best === undefined || step.line >= best.line ? step : best),
      undefined,
    );
    const walk = new HoldWalk(this, func, undefined, 0, nearest);
    walk.run();
    return walk.found ?? nothingHeld;
  }

  /** The effect of a call of the function on the locks. */
  summary(func: Func, depth: number): Held {
    return this.summaries.resultOf(func, depth, () => new HoldWalk(this, func, undefined, depth).run());
  }

  /** The locks that a function may release, through any number of calls. */
  private farReleases(func: Func): Held {
    let known = this.far.get(func);
    if (known === undefined) {
      const all = [...this.calls.functionsFrom(func)].flatMap((each) => this.ownReleases(each));
      const released = new Map(all.map((lock) => [nameKey(lock), { ...lock, isCertain: false }]));
      this.far.set(func, (known = { ...nothingHeld, released }));
    }
    return known;
  }

  private ownReleases(func: Func): readonly NamedLock[] {
    let known = this.releases.get(func);
    if (known === undefined) this.releases.set(func, (known = releasesOf(func, this)));
    return known;
  }

  /**
   * After `readProgram`: exits of a function with a lock that it releases at other exits, or that no function of the
   * program releases.
   */
  leaks(func: Func): readonly Leak[] {
    const walk = new HoldWalk(this, func, undefined, 0);
    walk.run();
    // Whoever it gives the Unlock to calls it later, as `t.Cleanup(mu.Unlock)` does.
    const given = new Set(this.releasedByValues(func));
    return walk.exits.flatMap(({ held, line }) =>
      [...held.holds]
        .filter(([key, hold]) => {
          const isReleased = walk.exits.some((exit) => !exit.held.holds.has(key));
          if (!hold.isCertain || given.has(lockKey(hold))) return false;
          return isReleased || !this.releasedByCallers.has(lockKey(hold));
        })
        .map(([, hold]) => ({ hold, line })),
    );
  }

  /** Locks whose Unlock the function passes on as a value. */
  private releasedByValues(func: Func): readonly string[] {
    return stepsIn(func.body)
      .flatMap(passedValues)
      .flatMap((value) => this.program.functionsNamed(value, func))
      .filter((value) => methodCall(value) !== undefined)
      .flatMap((value) => Array.from(this.summary(value, 0).released.values(), lockKey));
  }
}

/** The locks that a function releases itself and does not take. */
function releasesOf(func: Func, analysis: HoldAnalysis): readonly NamedLock[] {
  const released: NamedLock[] = [];
  const taken = new Set<string>();
  for (const step of stepsIn(func.body)) {
    const call = callIn(step);
    const own = call && operationOf(call, func, analysis);
    if (own?.resource === undefined) continue;
    const mode = releasedMode(own.operation);
    if (mode !== undefined) released.push({ resource: own.resource, mode });
    else if (own.operation === 'lock' || own.operation === 'rlock') taken.add(own.resource.key);
  }
  return released.filter(({ resource }) => !taken.has(resource.key));
}
