import { calledName } from '../../facts/calls';
import { covers, type Func, type Step } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { syncCall } from '../../facts/syncCalls';
import { type Edge, likelyEdge } from './edge';
import type { Identities } from '../objects/identity';
import type { Party } from '../parties/party';
import type { Want } from './waitsFor';

/** Methods of `sql.DB` whose result keeps a connection, and the methods of that result which return it. */
const keepers = new Set(['Begin', 'BeginTx', 'Conn', 'Query', 'QueryContext']);
const returns = new Set(['Commit', 'Rollback', 'Close']);

/** Goroutines of package sql that have no connection. */
const background = /^database\/sql\.\(\*\w+\)\.(?:connectionOpener|connectionCleaner|awaitDone)/;

/** Who has a connection of the pool that a party waits for: by its code, or as it is inside package sql for one. */
export function poolEdges(
  from: Party,
  want: Want,
  parties: readonly Party[],
  program: Program,
  identities: Identities,
): Edge[] {
  const { resource } = want;
  if (resource === undefined || !isInPool(from) || from.wait.kind !== 'semaphore') return [];
  const edge = (to: Party, evidence: string) => likelyEdge(from, to, want, 'releases', evidence);
  return parties.flatMap((to) => {
    if (to.wait.kind !== 'semaphore' && isInPool(to)) return [edge(to, 'Works with a connection')];
    const line = to.code.reduce<number | undefined>(
      (found, code) => found ?? (code && keptSince(code.func, code.line, resource.key, program, identities)),
      undefined,
    );
    return line === undefined ? [] : [edge(to, `Has a connection of ${resource.text} since line ${line}`)];
  });
}

/** Whether it is inside package sql, on behalf of the program. */
function isInPool({ stack: { frames } }: Party): boolean {
  return (
    frames.some(({ function: name }) => name.startsWith('database/sql.(')) &&
    !frames.some(({ function: name }) => background.test(name))
  );
}

/** The one-based line before the given one where the function has taken a connection that it has not returned. */
function keptSince(
  func: Func,
  line: number,
  key: string,
  program: Program,
  identities: Identities,
): number | undefined {
  const before = stepsIn(func.body).filter((step) => step.endLine < line);
  const taken = before.findLast((step) => {
    const sync = step.kind === 'call' && syncCall(step.call, func, program);
    if (!sync || !keepers.has(calledName(step.call) ?? '')) return false;
    return identities.resource(sync.object, func)?.key === key && isOnTheWay(func, step, line);
  });
  if (taken === undefined) return undefined;
  const isReturned = before.some(
    (step) =>
      step.kind === 'call' &&
      step.line > taken.line &&
      returns.has(calledName(step.call) ?? '') &&
      syncCall(step.call, func, program) === undefined,
  );
  return isReturned ? undefined : taken.line;
}

/** Whether each loop and branch around a step is around the line, too. */
function isOnTheWay({ body }: Func, inner: Step, line: number): boolean {
  return stepsIn(body).every((step) => {
    const isAround = step.kind === 'loop' || step.kind === 'branch' || step.kind === 'select';
    return !isAround || !covers(step, inner.line) || covers(step, line);
  });
}
