import type { Func } from '../../facts/code';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import { operationOf } from '../code/callees';
import { type Edge, likelyEdge } from './edge';
import type { Identities } from '../objects/identity';
import type { Party } from '../parties/party';
import type { Want } from './waitsFor';

/** The frames that call Done once a task has returned. Sources: errgroup/errgroup.go, sync/waitgroup.go (from Go 1.25 on). */
const errgroupTask = /\/errgroup\.\(\*Group\)\.(?:Try)?Go\.func1$/;
const waitGroupTask = /^sync\.\(\*WaitGroup\)\.Go\.func1$/;

/** Who runs a task of what a party waits for: of an errgroup, or of a WaitGroup whose `Go` was given a function. */
export function taskEdges(
  from: Party,
  want: Want,
  parties: readonly Party[],
  program: Program,
  identities: Identities,
): readonly Edge[] {
  const why = want.kind === 'semaphore' ? 'releases' : 'owesDone';
  const edge = (to: Party, evidence: string) => likelyEdge(from, to, want, why, evidence);
  const site = from.wait.site ?? 0;
  // `Wait` of an errgroup waits for its tasks, and so does `Go` at the limit.
  if (from.stack.frames.slice(0, site).some(({ function: name }) => name.includes('/errgroup.(*Group).'))) {
    return parties
      .filter((to) => taskFrame(to, errgroupTask) >= 0)
      .map((to) => edge(to, 'Is a task of the errgroup'));
  }
  const { resource } = want;
  const running = parties.filter((to) => taskFrame(to, waitGroupTask) >= 0);
  if (resource === undefined || running.length === 0) return [];
  const given = functionsGiven(resource.key, program, identities);
  return running
    .filter((to) => {
      const entry = to.code[taskFrame(to, waitGroupTask) - 1];
      return entry === undefined || given.has(entry.func); // without source, it may be any of them
    })
    .map((to) => edge(to, 'Runs a function of the WaitGroup'));
}

function taskFrame({ stack }: Party, task: RegExp): number {
  return stack.frames.findIndex(({ function: name }) => task.test(name));
}

/** The functions that `Go` of the WaitGroup with the key is given. */
function functionsGiven(key: string, program: Program, identities: Identities): ReadonlySet<Func> {
  const given = new Set<Func>();
  for (const func of program.functions) {
    for (const step of stepsIn(func.body)) {
      if (step.kind !== 'call' || step.call.callee.kind !== 'field' || step.call.callee.name !== 'Go')
        continue;
      const [task] = step.call.args;
      const own = operationOf(step.call, func, { program, identities });
      if (task === undefined || own?.operation !== 'add' || own.resource?.key !== key) continue;
      for (const each of [...program.functionsNamed(task, func), ...identities.functionsIn(task, func)])
        given.add(each);
    }
  }
  return given;
}
