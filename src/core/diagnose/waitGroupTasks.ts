import type { Func } from '../facts/code';
import type { Program } from '../facts/program';
import { stepsIn } from '../facts/steps';
import { operationOf } from './callees';
import type { Identities } from './identity';
import type { Party } from './party';

/** The frame that calls Done once a function has returned that `WaitGroup.Go` was given. Source: sync/waitgroup.go, Go 1.25. */
const taskFrame = /^sync\.\(\*WaitGroup\)\.Go\.func1$/;

/** The parties that run functions which `Go` of the WaitGroup with the key was given. */
export function tasksOf(
  key: string,
  parties: readonly Party[],
  program: Program,
  identities: Identities,
): readonly Party[] {
  const running = parties.filter(({ stack }) =>
    stack.frames.some(({ function: name }) => taskFrame.test(name)),
  );
  if (running.length === 0) return [];
  const given = functionsGiven(key, program, identities);
  return running.filter(({ stack, code }) => {
    const entry = code[stack.frames.findIndex(({ function: name }) => taskFrame.test(name)) - 1];
    // Without source, it may be any of them.
    return entry === undefined || given.has(entry.func);
  });
}

function functionsGiven(key: string, program: Program, identities: Identities): ReadonlySet<Func> {
  const given = new Set<Func>();
  for (const func of [...program.all].flatMap(({ functions }) => functions)) {
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
