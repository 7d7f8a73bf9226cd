import { calledName } from '../../facts/calls';
import { covers, type Func, type Step } from '../../facts/code';
import { alternativesIn, stepsIn } from '../../facts/steps';

/** Where a frame stands in its function. */
export interface Place {
  /** One-based. */
  readonly line: number;
  /** Name of the function that it calls there, if it does. */
  readonly callee: string | undefined;
}

export interface Reached {
  /** The step at the place; undefined if there is none. */
  readonly here: Step | undefined;
  /** All steps that may still run: the one at the place, what may come after it, and what is deferred. */
  readonly steps: ReadonlySet<Step>;
  /** Whether the step at the place may come again in the same call. */
  readonly isRepeated: boolean;
}

/** What the code of a function may still run from a place on, following its branches, loops and jumps. */
export function reachedFrom({ body, endLine }: Func, place: Place): Reached {
  const all = [...stepsIn(body)];
  const deferred = all.filter(({ kind }) => kind === 'defer');
  const here = stepAt(all, place);
  if (here === undefined && place.line >= endLine)
    return { here, steps: new Set(deferred), isRepeated: false };
  const flow = new Flow(here);
  // A place that is not found, and a `goto`, may lead anywhere.
  if (!flow.enter(body).isEntered || flow.hasGoto) return { here, steps: new Set(all), isRepeated: true };
  for (const step of deferred) flow.steps.add(step);
  return { here, steps: flow.steps, isRepeated: flow.isRepeated };
}

function stepAt(all: readonly Step[], { line, callee }: Place): Step | undefined {
  const here = all.filter((step) => covers(step, line));
  const beginning = here.filter((step) => step.line === line);
  const called = (step: Step) => step.kind === 'call' && calledName(step.call) === callee;
  return (
    (callee === undefined ? undefined : beginning.find(called)) ??
    beginning.find(isBlocking) ??
    here.find((step) => !hasBody(step) || step.line === line) ??
    here.at(-1)
  );
}

/** Whether a goroutine may wait at the step itself, not in what it calls. */
function isBlocking(step: Step): boolean {
  const { kind } = step;
  if (kind === 'loop') return step.over !== undefined;
  return kind === 'send' || kind === 'receive' || kind === 'select';
}

function hasBody({ kind }: Step): boolean {
  return kind === 'loop' || kind === 'branch' || kind === 'select';
}

/** Where control may go after some steps. */
interface Exits {
  /** Whether the place was found among them. */
  readonly isEntered: boolean;
  /** Whether control may come to their end. */
  readonly falls: boolean;
  /** Labels of jumps out of them, as `break` or `continue outer`. */
  readonly jumps: ReadonlySet<string>;
}

/** As a jump of `Exits`. */
const fallthrough = 'fallthrough ';

const nowhere: Exits = { isEntered: false, falls: false, jumps: new Set() };

class Flow {
  readonly steps = new Set<Step>();
  hasGoto = false;
  isRepeated = false;

  constructor(private readonly here: Step | undefined) {}

  /** Looks for the place among the steps, and goes on from there. */
  enter(list: readonly Step[]): Exits {
    for (const [index, step] of list.entries()) {
      const inside = this.enterStep(step);
      if (!inside.isEntered) continue;
      const rest = inside.falls ? this.run(list.slice(index + 1)) : nowhere;
      return { isEntered: true, falls: rest.falls, jumps: union([inside, rest]) };
    }
    return { isEntered: false, falls: true, jumps: new Set() };
  }

  private enterStep(step: Step): Exits {
    if (step === this.here) return { ...this.through(step), isEntered: true };
    if (step.kind === 'loop') {
      const inside = this.enter(step.body);
      if (!inside.isEntered) return inside;
      return { ...this.leaveLoop(step, inside), isEntered: true };
    }
    const lists = alternativesIn(step);
    for (const [index, list] of lists.entries()) {
      const inside = this.enter(list);
      if (inside.isEntered) return leaveBreakable(step, this.fallThrough(inside, lists.slice(index + 1)));
    }
    if (step.kind === 'select' && step.cases.some(({ operation }) => operation === this.here))
      return { ...this.through(step), isEntered: true };
    return nowhere;
  }

  /** The branches of a switch to which a `fallthrough` goes, one after the other. */
  private fallThrough(inside: Exits, [next, ...rest]: readonly (readonly Step[])[]): Exits {
    if (next === undefined || !inside.jumps.has(fallthrough)) return inside;
    const after = this.fallThrough(this.run(next), rest);
    const jumps = new Set([...without(inside.jumps, [fallthrough]), ...after.jumps]);
    return { ...inside, falls: inside.falls || after.falls, jumps };
  }

  private run(list: readonly Step[]): Exits {
    const passed: Exits[] = [];
    for (const step of list) {
      const exits = this.runStep(step);
      passed.push(exits);
      if (!exits.falls) return { isEntered: false, falls: false, jumps: union(passed) };
    }
    return { isEntered: false, falls: true, jumps: union(passed) };
  }

  private runStep(step: Step): Exits {
    if (step === this.here) this.isRepeated = true;
    return this.through(step);
  }

  private through(step: Step): Exits {
    this.steps.add(step);
    switch (step.kind) {
      case 'leave':
        return nowhere;
      case 'jump':
        if (step.to === 'goto') this.hasGoto = true;
        return { ...nowhere, jumps: new Set([`${step.to} ${step.label}`]) };
      case 'loop':
        return this.leaveLoop(step, this.run(step.body));
      case 'branch': {
        const inside = step.branches.map((branch) => this.run(branch));
        const falls = !step.isTotal || inside.some((each) => each.falls);
        return leaveBreakable(step, { isEntered: false, falls, jumps: union(inside) });
      }
      case 'select': {
        const inside = step.cases.map(({ operation, body }) => this.run([operation, ...body]));
        const falls = step.hasDefault || inside.some((each) => each.falls);
        return leaveBreakable(step, { isEntered: false, falls, jumps: union(inside) });
      }
      default:
        return { isEntered: false, falls: true, jumps: new Set() };
    }
  }

  /** What follows once control has left the body of a loop, which it may enter again. */
  private leaveLoop(loop: Step & { kind: 'loop' }, inside: Exits): Exits {
    const again = ['continue ', `continue ${loop.label}`];
    const isAgain = inside.falls || again.some((jump) => inside.jumps.has(jump));
    let jumps = inside.jumps;
    if (isAgain && loop === this.here) this.isRepeated = true;
    if (isAgain && !this.steps.has(loop)) {
      this.steps.add(loop);
      jumps = union([inside, this.run(loop.body)]);
    }
    const breaks = ['break ', `break ${loop.label}`];
    const isBroken = breaks.some((jump) => jumps.has(jump));
    const isEnded = isAgain && !loop.isEndless;
    return {
      isEntered: false,
      falls: isBroken || isEnded || (!loop.isEndless && !inside.isEntered),
      jumps: without(jumps, [...again, ...breaks]),
    };
  }
}

/** A `break` without a label leaves a switch or select, not an `if`. */
function leaveBreakable(step: Step, inside: Exits): Exits {
  if (step.kind !== 'select' && (step.kind !== 'branch' || step.of === 'if')) return inside;
  const breaks = ['break ', `break ${step.label}`];
  const isBroken = breaks.some((jump) => inside.jumps.has(jump));
  return {
    ...inside,
    falls: inside.falls || isBroken,
    jumps: without(inside.jumps, [...breaks, fallthrough]),
  };
}

function union(all: readonly Exits[]): ReadonlySet<string> {
  return new Set(all.flatMap(({ jumps }) => [...jumps]));
}

function without(jumps: ReadonlySet<string>, left: readonly string[]): ReadonlySet<string> {
  return new Set([...jumps].filter((jump) => !left.includes(jump)));
}
