import type { StateClass } from '../model/state';
import { numberText } from './numbers';

/** `semacquire`, or `812 semacquire, 8 runnable` if the states differ; empty in forms without states. */
export function statesText(states: Iterable<readonly [state: string, count: number]>): string {
  const counts = [...states].filter(([state]) => state !== '').sort((a, b) => b[1] - a[1]);
  if (counts.length === 1) return counts[0]![0];
  return counts.map(([state, count]) => `${numberText(count)} ${state}`).join(', ');
}

/** The name of a state class. */
export function classText(stateClass: StateClass): string {
  switch (stateClass) {
    case 'running':
      return 'Running';
    case 'lock':
      return 'Lock';
    case 'channel':
      return 'Channel';
    case 'select':
      return 'Select';
    case 'io':
      return 'I/O';
    case 'syscall':
      return 'System call';
    case 'sleep':
      return 'Sleep';
    case 'runtime':
      return 'Runtime';
    case 'idle':
      return 'Idle';
    case 'unknown':
      return 'Unknown';
  }
}
