import { calledName, callIn, partsOf, valuesOf } from '../facts/calls';
import type { Call, Expr, Func } from '../facts/code';
import { lostValues } from './lostValues';
import { pointedTo } from '../facts/goType';
import type { Program } from '../facts/program';
import { stepsIn } from '../facts/steps';
import type { InParts } from './inParts';
import type { Party } from './party';

/** Packages whose functions call what they are given before they return, or in a goroutine that the dump then has. */
const callsAtOnce = /^(?:slices|sort|strings|bytes|maps|sync|testing|path\/filepath|io\/fs)$|\/errgroup$/;
/** Methods by which packages of the standard library call the values that they are given. */
const calledByLibraries =
  /^(?:ServeHTTP|RoundTrip|Read|Write|Close|Accept|Handle|Enabled|Error|String|Format|Scan|Value|(?:Unm|M)arshal\w+|Less|Len|Swap|Push|Pop|Visit|Exec|Query|Prepare|Begin|Commit|Rollback|Connect|Open)(?:Context)?$/;
const calledByTheRuntime = /^(?:main|init)$/;
const calledByTests = /^(?:Test|Benchmark|Fuzz|Example)/;

/** Functions that code which was not read may call. */
export interface Entries {
  readonly all: ReadonlySet<Func>;
  /** Those that were passed to it, such as a server's handlers. */
  readonly given: ReadonlySet<Func>;
}

/**
 * Functions that code which was not read may call at any time: those that it was given, such as a server's handlers, and
 * those of an API. What they do may still be done, also if no goroutine of the dump is on the way to it.
 *
 * @param leftOut functions in variables that were not followed
 */
export function* entriesOf(
  program: Program,
  parties: readonly Party[],
  leftOut: ReadonlySet<Func>,
): InParts<Entries> {
  const closed = closedPackages(parties);
  const called = new Set<Func>();
  const entries = new Set<Func>();
  const given = new Set<Func>();
  const functions = program.functions;
  for (const func of functions) {
    for (const step of stepsIn(func.body)) {
      const call = callIn(step);
      if (call !== undefined && program.converted(call, func) === undefined) {
        const targets = program.targets(call, func);
        for (const target of targets) called.add(target);
        const isKnown = targets.length > 0 || step.kind === 'go' || isAtOnce(call, func, program);
        if (targets.length === 0) for (const each of registered(call, func, program)) entries.add(each);
        for (const arg of call.args) {
          for (const each of functionsIn(arg, func, program)) {
            (isKnown ? called : entries).add(each);
            if (!isKnown) given.add(each);
          }
        }
      }
      for (const value of lostValues(step, func, program, closed))
        for (const each of program.functionsNamed(value, func)) entries.add(each);
      for (const value of valuesOf(step))
        for (const each of functionsIn(value, func, program)) if (leftOut.has(each)) entries.add(each);
    }
    yield;
  }
  for (const func of functions) {
    yield;
    if (func.name !== '' && !called.has(func) && mayBeCalled(func, closed.has(func.pkg), program))
      entries.add(func);
  }
  return { all: entries, given };
}

/** Packages that no other package can import, or none of this program does: of `main` and of the tests that run. */
export function closedPackages(parties: readonly Party[]): ReadonlySet<string> {
  const closed = new Set<string>();
  for (const { stack, code } of parties) {
    code.forEach((each, index) => {
      const isMain = stack.frames[index]!.function.startsWith('main.');
      const isTest = stack.frames[index + 1]?.function === 'testing.tRunner';
      if (each !== undefined && (isMain || isTest)) closed.add(each.func.pkg);
    });
  }
  return closed;
}

/** Whether a function without a known caller may have one. */
function mayBeCalled({ name, pkg, receiverType }: Func, isClosed: boolean, program: Program): boolean {
  if (receiverType === undefined && (calledByTheRuntime.test(name) || calledByTests.test(name))) return false;
  if (program.package(pkg)?.isNamedInUnreadFile(name) === true) return true;
  const isExported = /^\p{Lu}/u.test(name);
  if (!isClosed) return isExported;
  return receiverType !== undefined && calledByLibraries.test(name);
}

/** Exported methods of what a function that was not read registers, as that of net/rpc does. */
function registered(call: Call, func: Func, program: Program): readonly Func[] {
  if (calledName(call)?.startsWith('Register') !== true) return [];
  return call.args.flatMap((arg) => {
    const type = pointedTo(program.typeOf(arg, func));
    if (type.kind !== 'named') return [];
    const all = program.package(type.pkg)?.functions ?? [];
    return all.filter(({ name, receiverType }) => receiverType === type.name && /^\p{Lu}/u.test(name));
  });
}

/** The functions that an expression passes on. */
function functionsIn(expr: Expr, func: Func, program: Program): readonly Func[] {
  return partsOf(expr).flatMap((part) => {
    const converted = part.kind === 'call' ? program.converted(part.call, func) : undefined;
    return program.functionsNamed(converted ?? part, func);
  });
}

/** Whether a function that was not read calls what it is given before it returns, or starts a goroutine for it. */
export function isAtOnce({ callee }: Call, func: Func, program: Program): boolean {
  if (callee.kind !== 'field' || callee.name === 'Cleanup') return false;
  const named = pointedTo(program.typeOf(callee.of, func));
  if (named.kind === 'named') {
    const isKept = named.pkg === 'sync' && /^(?:Map|Pool)$/.test(named.name) && callee.name !== 'Range';
    return !isKept && callsAtOnce.test(named.pkg);
  }
  if (callee.of.kind !== 'name') return false;
  const pkg = program.importOf(callee.of.name, func);
  return pkg !== undefined && callsAtOnce.test(pkg);
}
