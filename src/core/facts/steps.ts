import type { Step } from './code';

/** All steps of a body, also nested ones. */
export function* stepsIn(body: readonly Step[]): Generator<Step> {
  for (const step of body) {
    yield step;
    if (step.kind === 'loop') yield* stepsIn(step.body);
    if (step.kind === 'branch') for (const branch of step.branches) yield* stepsIn(branch);
    if (step.kind === 'select') {
      for (const { operation, body: inner } of step.cases) {
        yield operation;
        yield* stepsIn(inner);
      }
    }
  }
}
