import type { Step } from './code';

/** All steps of a body, including nested ones; a step precedes those inside it. */
export function stepsIn(body: readonly Step[]): readonly Step[] {
  let all = known.get(body);
  if (all === undefined) {
    const found: Step[] = [];
    addSteps(body, found);
    known.set(body, (all = found));
  }
  return all;
}

/** Almost every question about code goes through its steps. */
const known = new WeakMap<readonly Step[], readonly Step[]>();

function addSteps(body: readonly Step[], found: Step[]): void {
  for (const step of body) {
    found.push(step);
    if (step.kind === 'loop') addSteps(step.body, found);
    if (step.kind === 'branch') for (const branch of step.branches) addSteps(branch, found);
    if (step.kind === 'select') {
      for (const { operation, body: inner } of step.cases) {
        found.push(operation);
        addSteps(inner, found);
      }
    }
  }
}

/** The lists of steps of which one runs: the branches of a step, or the bodies of its cases. */
export function alternativesIn(step: Step): readonly (readonly Step[])[] {
  if (step.kind === 'branch') return step.branches;
  return step.kind === 'select' ? step.cases.map(({ body }) => body) : [];
}
