import { calledName } from '../../facts/calls';
import { addressIn, placeIn } from '../code/addresses';
import { covers, type Expr, type Func, type Step } from '../../facts/code';
import type { GoType } from '../../facts/goType';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import type { SyncOperation } from '../../facts/syncTypes';
import { isWrapper } from '../../go/symbol';
import type { WaitKind } from '../../waits/wait';
import { type CodeContext, type Operation, operationOf } from '../code/callees';
import { contextOfDone } from '../objects/contexts';
import type { Identities, Resource } from '../objects/identity';
import { onceCall } from '../code/onceCalls';
import type { FrameCode, Party } from '../parties/party';

/** One thing that a party waits for: a lock, a channel in a direction, a WaitGroup. */
export interface Want {
  readonly kind: WaitKind;
  /** Undefined without source, or for a value without a lasting name. */
  readonly resource: Resource | undefined;
  /** Of the object; undefined if neither the dump nor the source shows it. */
  readonly address: number | undefined;
  /** Where the object is, from an address that is known; see `placeIn`. */
  readonly place: string | undefined;
  /** One-based line in the source; undefined without source. */
  readonly line: number | undefined;
  /** Of the resource, as the source writes it. */
  readonly text: string | undefined;
  /** Who ends the wait: other goroutines of the program, the one that cancels a context, time or the system, or nobody. */
  readonly endedBy: 'goroutine' | 'context' | 'timer' | 'nobody';
}

/** The operations whose calls block with a kind of wait. */
const callsOf: Partial<Record<WaitKind, readonly SyncOperation[]>> = {
  mutex: ['lock', 'rlock'],
  lockQueued: ['lock'],
  lockPending: ['lock'],
  rlock: ['rlock', 'lock'],
  waitGroup: ['wait'],
  cond: ['condWait'],
  once: ['once'],
  semaphore: ['lock', 'rlock', 'wait'],
  unknown: ['lock', 'rlock', 'wait', 'condWait'],
};

/** The kind of a wait by the operation that blocks, for forms that do not print it. */
const kindOfCall: Partial<Record<SyncOperation, WaitKind>> = {
  lock: 'mutex',
  rlock: 'rlock',
  wait: 'waitGroup',
  condWait: 'cond',
};

/** The code of the frame that names what a party waits for. */
export function waitCode(party: Party): FrameCode | undefined {
  const { site } = party.wait;
  return site === undefined ? undefined : party.code[isDeferredWait(party) ? site + 1 : site];
}

/** Whether the frame that waits is a wrapper, which the compiler makes of a deferred call. */
function isDeferredWait({ wait: { site }, stack }: Party): boolean {
  return site !== undefined && isWrapper(stack.frames[site]!.function);
}

/** What a party waits for: one thing, or one for each case of a select. */
export function wantsOf(party: Party, program: Program, identities: Identities): readonly Want[] {
  const { wait, address } = party;
  const { kind, site } = wait;
  const isDeferred = isDeferredWait(party);
  const code = waitCode(party);
  const bare: Want = {
    kind,
    resource: undefined,
    address,
    place: undefined,
    line: undefined,
    text: undefined,
    endedBy: 'goroutine',
  };
  if (code === undefined) return [bare];
  const { func, line } = code;
  const context = { program, identities };
  const here = stepsIn(func.body).filter((step) => covers(step, line));
  const isLeaving = line === func.endLine || here.some((step) => step.kind === 'leave');
  const want = (
    step: Step,
    expr: Expr,
    wantKind: WaitKind,
    resource = identities.resource(expr, func),
  ): Want => {
    return {
      kind: wantKind,
      resource,
      address: address ?? (resource && addressIn(party, site!, func, resource, program)),
      place: resource && placeIn(party, site!, func, resource, program),
      line: step.line,
      text: resource?.text,
      endedBy: endedBy(expr, func, program, identities),
    };
  };
  const calls = here.flatMap((step) => {
    const own = step.kind === 'call' ? operationOf(step.call, func, context) : undefined;
    return own === undefined ? [] : [{ step, own }];
  });
  if (isDeferred || (calls.length === 0 && isLeaving)) calls.push(...deferredCalls(func, line, context));
  const slot = calls.find(({ own }) => own.operation === 'acquire');
  if (slot !== undefined && site !== 0) return [want(slot.step, slot.own.object, 'semaphore')];
  const wanted = callsOf[kind];
  const asked = calls.find(({ own }) => wanted?.includes(own.operation));
  if (asked !== undefined) {
    const isKnown = kind !== 'unknown' && kind !== 'semaphore';
    const { step, own } = asked;
    const asKnown = isKnown ? kind : (kindOfCall[own.operation] ?? kind);
    return [want(step, own.object, asKnown, own.resource)];
  }
  const signalled = kind === 'mutex' ? calls.find(({ own }) => own.operation === 'condWait') : undefined;
  if (signalled?.own.resource !== undefined) {
    const { step, own } = signalled;
    const lock: Expr = { kind: 'field', of: own.object, name: 'L' };
    return [want(step, lock, kind)];
  }
  const once = kind === 'once' ? onceCall(func, line, program) : undefined;
  if (once !== undefined) return [want(once.step, once.object, kind)];
  if (kind === 'select' || kind === 'unknown') {
    const select = here.findLast((step) => step.kind === 'select' && step.line === line);
    if (select?.kind === 'select' && !select.hasDefault) {
      const all = select.cases.map(({ operation }) => want(operation, operation.channel, operation.kind));
      return all.map((each) => ({ ...each, address: undefined }));
    }
  }
  if (kind === 'send' || kind === 'receive' || kind === 'unknown' || kind === 'nilChannel') {
    const direction = (found: 'send' | 'receive') => (kind === 'nilChannel' ? kind : found);
    for (const step of here) {
      if (step.kind === 'send' && kind !== 'receive') return [want(step, step.channel, direction('send'))];
      if (step.kind === 'receive' && kind !== 'send') return [want(step, step.channel, direction('receive'))];
      if (step.kind === 'loop' && step.over !== undefined && step.line === line && kind !== 'send') {
        const isChannel = program.underlying(program.typeOf(step.over, func)).kind === 'chan';
        if (isChannel || kind === 'receive') return [want(step, step.over, direction('receive'))];
      }
    }
  }
  return [{ ...bare, line: kind === 'unknown' ? undefined : line }];
}

/** Whether the party waits in a loop for a channel that each turn takes from somewhere, such as that of the next request. */
export function isEachTimeAnother({ code, wait }: Party, { resource, text }: Want): boolean {
  const at = code[wait.site ?? 0];
  if (at === undefined || resource === undefined) return false;
  const declared = resource.local === at.func ? at.func.variables.get(text ?? '')?.line : undefined;
  const isElement = text?.endsWith('[…]') === true;
  return stepsIn(at.func.body).some(
    (step) =>
      step.kind === 'loop' &&
      covers(step, at.line) &&
      (isElement || (declared !== undefined && covers(step, declared))),
  );
}

/** Calls that run when the function returns at the line, last deferred first: the frame stands at the return then. */
function deferredCalls(
  func: Func,
  line: number,
  context: CodeContext,
): { readonly step: Step; readonly own: Operation }[] {
  return stepsIn(func.body)
    .filter((step) => step.kind === 'defer' && step.line < line)
    .flatMap((step) => {
      const own = step.kind === 'defer' ? operationOf(step.call, func, context) : undefined;
      return own === undefined ? [] : [{ step, own }];
    })
    .reverse();
}

function endedBy(expr: Expr, func: Func, program: Program, identities: Identities): Want['endedBy'] {
  const type = program.underlying(program.typeOf(expr, func));
  if (isOutside(type)) return 'timer';
  if (expr.kind === 'call') {
    const context = contextOfDone(expr.call, func, program);
    if (context !== undefined) {
      const end = identities.endOfContext(context, func);
      return end === 'unknown' ? 'context' : end === 'cancel' ? 'goroutine' : end;
    }
    if (program.targets(expr.call, func).length > 0) return 'goroutine'; // a method of the program's own
    const name = calledName(expr.call) ?? '';
    if (name === 'Done') return 'context';
    return /^(?:After|Tick|NewTimer|NewTicker)$/.test(name) ? 'timer' : 'goroutine';
  }
  if (expr.kind === 'field' && expr.name === 'C' && type.kind === 'unknown') return 'timer'; // of a time.Timer or time.Ticker
  if (expr.kind === 'name') {
    const value = program.variable(expr.name, func)?.variable.value;
    if (value?.kind === 'call') return endedBy(value, func, program, identities);
  }
  return 'goroutine';
}

/** Whether a channel is of times or of signals, which no goroutine of the program sends. */
function isOutside(type: GoType): boolean {
  if (type.kind !== 'chan' || type.elem.kind !== 'named') return false;
  const { pkg, name } = type.elem;
  return (pkg === 'time' && name === 'Time') || (pkg === 'os' && name === 'Signal');
}
