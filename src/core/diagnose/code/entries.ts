import { calledName, callIn, partsOf } from '../../facts/calls';
import type { Call, Expr, Func } from '../../facts/code';
import { lostValues } from './lostValues';
import { pointedTo } from '../../facts/goType';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import type { InParts } from '../inParts';
import { valuesOutside } from './outsideValues';
import type { Party } from '../parties/party';

/** Packages whose functions call what they are given before they return, or in a goroutine that the dump then has. */
const callsAtOnce = /^(?:slices|sort|strings|bytes|maps|sync|testing|path\/filepath|io\/fs)$|\/errgroup$/;
/** Methods by which packages of the standard library call the values that they are given. */
const calledByLibraries =
  /^(?:ServeHTTP|RoundTrip|Read|Write|Close|Accept|Handle|Enabled|Error|String|Format|Scan|Value|(?:Unm|M)arshal\w+|Less|Len|Swap|Push|Pop|Visit|Exec|Query|Prepare|Begin|Commit|Rollback|Connect|Open)(?:Context)?$/;
const calledByTheRuntime = /^(?:main|init)$/;
const calledByTests = /^(?:Test|Benchmark|Fuzz|Example)/;

/**
 * When code that was not read may call a function: `always`, whenever something happens, such as a server the handler that it
 * was given; or `soon`, so that after minutes it would have.
 */
export type EntryTime = 'always' | 'soon';

/**
 * Functions that code which was not read may call: those that it was given, such as a server's handlers, and those of an
 * API. What they do may still be done, also if no goroutine of the dump is on the way to it. What is kept in variables and
 * fields is followed, so that it is among them only where nobody knows who calls it.
 *
 * Other code may always call the exported functions of a package, also in minutes from now, unless the program is whole: then
 * all code is known that can.
 */
export function* entriesOf(
  program: Program,
  parties: readonly Party[],
): InParts<ReadonlyMap<Func, EntryTime>> {
  const closed = closedPackages(parties);
  const apiTime = closed.size > 0 && program.missing === 0 ? 'soon' : 'always';
  const called = new Set<Func>();
  const entries = new Map<Func, EntryTime>();
  const functions = program.functions;
  const add = (func: Func, time: EntryTime) => {
    if (entries.get(func) !== 'always') entries.set(func, time);
  };
  for (const func of functions) {
    for (const step of stepsIn(func.body)) {
      const call = callIn(step);
      if (call !== undefined && program.converted(call, func) === undefined) {
        const targets = program.targets(call, func);
        for (const target of targets) called.add(target);
        const isKnown = targets.length > 0 || step.kind === 'go' || isAtOnce(call, func, program);
        if (targets.length === 0) for (const each of registered(call, func, program)) add(each, 'always');
        for (const arg of call.args) {
          for (const each of functionsIn(arg, func, program)) {
            if (isKnown) called.add(each);
            else add(each, 'always');
          }
        }
      }
      for (const value of [...lostValues(step, func, program, closed), ...valuesOutside(step, func, program)])
        for (const each of functionsIn(value, func, program)) add(each, 'always');
    }
    yield;
  }
  for (const func of functions) {
    yield;
    if (func.name === '' || called.has(func)) continue;
    if (mayBeCalledByOthers(func, program)) add(func, 'always');
    else if (isApi(func, closed.has(func.pkg))) add(func, apiTime);
  }
  return entries;
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

/** Whether a function without a known caller may have one in code that was left out, or in a library. */
function mayBeCalledByOthers(func: Func, program: Program): boolean {
  const { name, pkg, receiverType } = func;
  if (isCalledByTools(func)) return false;
  if (program.package(pkg)?.isNamedInUnreadFile(name) === true) return true;
  return receiverType !== undefined && calledByLibraries.test(name);
}

/** Whether another package can call the function. */
function isApi(func: Func, isClosed: boolean): boolean {
  return !isClosed && /^\p{Lu}/u.test(func.name) && !isCalledByTools(func);
}

function isCalledByTools({ name, receiverType }: Func): boolean {
  return receiverType === undefined && (calledByTheRuntime.test(name) || calledByTests.test(name));
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
    return program.functionsNamed(program.conversionIn(part, func) ?? part, func);
  });
}

/** Whether a method keeps what it is given, for those who ask for it later. */
function keeps({ pkg, name }: { readonly pkg: string; readonly name: string }, method: string): boolean {
  return pkg === 'sync' && (name === 'Map' || name === 'Pool') && method !== 'Range';
}

/** Whether a function that was not read calls what it is given before it returns, or starts a goroutine for it. */
export function isAtOnce({ callee }: Call, func: Func, program: Program): boolean {
  if (callee.kind !== 'field' || callee.name === 'Cleanup') return false;
  const named = pointedTo(program.typeOf(callee.of, func));
  if (named.kind === 'named') return callsAtOnce.test(named.pkg) && !keeps(named, callee.name);
  if (callee.of.kind !== 'name') return false;
  const pkg = program.importOf(callee.of.name, func);
  return pkg !== undefined && callsAtOnce.test(pkg);
}
