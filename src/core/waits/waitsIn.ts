import type { Dump } from '../model/dump';
import type { GoroutineIndex } from '../model/goroutines';
import type { Section } from '../model/section';
import type { Wait } from './wait';
import { waitOf } from './waitOf';

/** Returns a function that tells what a goroutine of the section waits for. It looks at each stack and state once. */
export function waitsIn(dump: Dump, section: Section): (goroutine: GoroutineIndex) => Wait {
  const { stack, state } = dump.goroutines;
  const source = section.kind === 'listing' ? 'debugger' : 'runtime';
  const known = new Map<string, Wait>();
  return (goroutine) => {
    const pair = `${stack[goroutine]!} ${state[goroutine]!}`;
    let wait = known.get(pair);
    if (wait === undefined) {
      wait = waitOf(dump.stacks[stack[goroutine]!]!, dump.states[state[goroutine]!]!, source);
      known.set(pair, wait);
    }
    return wait;
  };
}
