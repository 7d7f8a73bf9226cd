import { order } from '../../core';
import type { GoroutineItem, Step, StepParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { goroutineItem, goroutineOf } from './items';
import { selectedGroups } from './selected';

const steps: readonly Step[] = ['nextGoroutine', 'previousGoroutine', 'nextGroup', 'previousGroup'];

/** The goroutine that the step leads to. From outside a goroutine, a step leads to the first group. */
export function step(document: GroupedDump, params: StepParams): GoroutineItem | null {
  if (!steps.includes(params.step)) {
    throw new Error('A step is nextGoroutine, previousGoroutine, nextGroup or previousGroup.');
  }
  const { key, filter } = params;
  const index = goroutineOf(document, params);
  const section = index === undefined ? undefined : document.shownSectionOf(index);
  const own = index === undefined ? undefined : document.groupOf(index, key);
  const shown = order(selectedGroups(document, { section, key, filter }), params.order);
  const at = shown.findIndex(({ id }) => id === own?.id);
  const isForward = params.step.startsWith('next');
  if (params.step === 'nextGroup' || params.step === 'previousGroup') {
    const next = at < 0 ? shown[0] : around(shown, isForward ? at + 1 : at - 1);
    return next === undefined ? null : goroutineItem(document, next.members[0]!);
  }
  const members = (shown[at] ?? own ?? shown[0])?.members;
  if (members === undefined) return null;
  return goroutineItem(document, isForward ? after(members, index) : before(members, index));
}

/** The next of ascending numbers, wrapping around; the first if `from` is undefined. */
function after(numbers: readonly number[], from = Infinity): number {
  return numbers.find((number) => number > from) ?? numbers[0]!;
}

/** The previous of ascending numbers, wrapping around; the first if `from` is undefined. */
function before(numbers: readonly number[], from?: number): number {
  if (from === undefined) return numbers[0]!;
  return numbers.findLast((number) => number < from) ?? numbers.at(-1)!;
}

function around<T>(list: readonly T[], index: number): T | undefined {
  return list[(index + list.length) % list.length];
}
