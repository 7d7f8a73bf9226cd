import { appendTo } from '../../bytes/appendTo';
import type { Call, Expr, Func } from '../../facts/code';
import { type GoType, pointedTo } from '../../facts/goType';
import type { Program } from '../../facts/program';
import type { ObjectClasses } from './objectClasses';

/** How a context came about. */
interface Origin {
  readonly context: string;
  /** Undefined for a context that never ends. */
  readonly parent: string | undefined;
  readonly isParentKnown: boolean;
  /** Undefined if nothing cancels it, or if its cancel function is not kept. */
  readonly cancel: string | undefined;
  readonly isTimed: boolean;
}

/** Who can end a context. */
export type ContextEnd = 'nobody' | 'cancel' | 'timer' | 'unknown';

/** Contexts of other contexts that are followed. */
const maxDerived = 1000;

export function isContext(type: GoType): boolean {
  return type.kind === 'named' && type.pkg === 'context' && type.name === 'Context';
}

/** The function of package context that a call leads to. */
export function contextFunction({ callee }: Call, func: Func, program: Program): string | undefined {
  if (callee.kind !== 'field' || callee.of.kind !== 'name') return undefined;
  if (program.variable(callee.of.name, func) !== undefined) return undefined;
  return program.importOf(callee.of.name, func) === 'context' ? callee.name : undefined;
}

/** Whether a call is `ctx.Done()` of a context. */
export function contextOfDone(call: Call, func: Func, program: Program): Expr | undefined {
  const { callee, args } = call;
  if (callee.kind !== 'field' || callee.name !== 'Done' || args.length > 0) return undefined;
  return isContext(pointedTo(program.typeOf(callee.of, func))) ? callee.of : undefined;
}

/** Which contexts there are, where they come from, and which functions cancel them. Contexts are keys of classes. */
export class Contexts {
  private readonly origins: Origin[] = [];
  private readonly unknown: string[] = [];
  private readonly called: string[] = [];
  private indexed: { readonly version: number; readonly index: ContextIndex } | undefined;

  constructor(private readonly classes: ObjectClasses) {}

  /** Records that a context comes from code that is not understood. */
  addUnknown(context: string): void {
    this.unknown.push(context);
  }

  /** `ctx, cancel := context.WithCancel(parent)` and the like. @param parent undefined if it is not known */
  add(name: string, context: string, cancel: string | undefined, parent: string | undefined): void {
    const isRoot = name === 'Background' || name === 'TODO';
    const isTimed = /^With(?:Timeout|Deadline)/.test(name);
    if (!isRoot && !isTimed && !/^With(?:Cancel|Value|outCancel)/.test(name)) {
      this.addUnknown(context);
      return;
    }
    const ends = isRoot || name === 'WithoutCancel';
    this.origins.push({
      context,
      parent: ends ? undefined : parent,
      isParentKnown: ends || parent !== undefined,
      cancel,
      isTimed,
    });
  }

  /** Records that code calls the function, or passes it on to code that was not read. */
  markCalled(cancel: string): void {
    this.called.push(cancel);
    this.indexed = undefined;
  }

  /** The functions that cancel contexts, as keys. */
  get cancels(): readonly string[] {
    return this.origins.flatMap(({ cancel }) => cancel ?? []);
  }

  /** The contexts that a function cancels; empty for one that cancels none. */
  cancelledBy(cancel: string): readonly string[] {
    const { byCancel, byParent } = this.index();
    const direct = byCancel.get(this.classes.find(cancel));
    if (direct === undefined) return [];
    const all = new Set<string>();
    const queue = [...direct];
    for (const context of queue) {
      if (all.has(context) || all.size >= maxDerived) continue;
      all.add(context);
      queue.push(...(byParent.get(context) ?? []));
    }
    return [...all];
  }

  /** Who can end the context, as far as the source tells. */
  endOf(context: string): ContextEnd {
    const { byContext, unknown, called } = this.index();
    const seen = new Set<string>();
    const queue = [this.classes.find(context)];
    let end: ContextEnd = 'nobody';
    for (const each of queue) {
      if (seen.has(each)) continue;
      seen.add(each);
      const origins = byContext.get(each);
      if (origins === undefined || unknown.has(each) || seen.size > maxDerived) return 'unknown';
      for (const { parent, isParentKnown, cancel, isTimed } of origins) {
        if (isTimed) return 'timer';
        if (!isParentKnown) return 'unknown';
        if (cancel !== undefined && called.has(this.classes.find(cancel))) end = 'cancel';
        if (parent !== undefined) queue.push(this.classes.find(parent));
      }
    }
    return end;
  }

  /** Records that any code may end the contexts whose cancel function any code may have. */
  markGlobal(): void {
    for (const { cancel } of this.origins) {
      if (cancel === undefined || !this.classes.isGlobal(cancel)) continue;
      for (const context of this.cancelledBy(cancel)) this.classes.markGlobal(this.classes.element(context));
    }
  }

  private index(): ContextIndex {
    const { version } = this.classes;
    if (this.indexed?.version !== version)
      this.indexed = { version, index: indexOf(this.origins, this.unknown, this.called, this.classes) };
    return this.indexed.index;
  }
}

interface ContextIndex {
  readonly byContext: ReadonlyMap<string, readonly Origin[]>;
  readonly byParent: ReadonlyMap<string, readonly string[]>;
  readonly byCancel: ReadonlyMap<string, readonly string[]>;
  readonly unknown: ReadonlySet<string>;
  readonly called: ReadonlySet<string>;
}

function indexOf(
  origins: readonly Origin[],
  unknown: readonly string[],
  called: readonly string[],
  classes: ObjectClasses,
): ContextIndex {
  const byContext = new Map<string, Origin[]>();
  const byParent = new Map<string, string[]>();
  const byCancel = new Map<string, string[]>();
  const add = <T>(map: Map<string, T[]>, key: string | undefined, value: T) => {
    if (key !== undefined) appendTo(map, classes.find(key), value);
  };
  for (const origin of origins) {
    const context = classes.find(origin.context);
    add(byContext, context, origin);
    add(byParent, origin.parent, context);
    add(byCancel, origin.cancel, context);
  }
  const found = (keys: readonly string[]) => new Set(keys.map((key) => classes.find(key)));
  return { byContext, byParent, byCancel, unknown: found(unknown), called: found(called) };
}
