import {
  countText,
  type Creation,
  goroutineId,
  type GoroutineIndex,
  numberText,
  shortName,
  waitText,
} from '../../core';
import type { GroupedDump } from '../dumps/groupedDump';
import { codeSpan, joined, type Markdown, markdown, ownText } from './markdown';
import type { ShownGoroutine } from './shownGoroutine';

/** Groups that are listed. */
const maxGroups = 5;

/** What a goroutine does, how many have its stack, who created it, and what it created. */
export function describeGoroutine({ dump, index }: ShownGoroutine): readonly Markdown[] {
  const { goroutines, states } = dump.dump;
  const creators = dump.creatorsNear(index);
  const { count } = creators.groupOf(index)!;
  const minutes = goroutines.waitMinutes[index]!;
  const wait = waitText({ min: minutes, max: minutes });
  const state = [states[goroutines.state[index]!]!.text, wait].filter(Boolean).join(', ');
  const id = goroutineId(goroutines, index);
  const name = id === undefined ? 'This goroutine' : `goroutine ${id}`;
  const stack = codeSpan(dump.rowName(index).name);
  return [
    markdown`**${name}**: ${state}`,
    count === 1 ? stack : markdown`${stack}, one of ${numberText(count)}`,
    ...describeCreators(dump, creators.creatorsOf([index])),
    ...describeCreated(dump, creators.createdBy([index])),
  ];
}

/** What is known of a goroutine that another one names, but that is not in the dump. */
export function describeMissing(id: number): readonly Markdown[] {
  return [markdown`**goroutine ${id}** is not in the dump: it has ended, or the dump is incomplete.`];
}

function rowText(dump: GroupedDump, goroutine: GoroutineIndex): Markdown {
  const { wait, name } = dump.rowName(goroutine);
  return wait === '' ? codeSpan(name) : markdown`${wait} · ${codeSpan(name)}`;
}

function describeCreators(dump: GroupedDump, creations: readonly Creation[]): readonly Markdown[] {
  const [first] = creations;
  if (first === undefined) return [];
  const { frame, creators, from, basis } = first;
  const statement = markdown`Created by ${codeSpan(shortName(frame.function))}`;
  if (from === undefined) {
    return [basis === 'id' ? markdown`${statement} in a goroutine that has ended` : statement];
  }
  const rows = creations.slice(0, maxGroups).map((creation) => rowText(dump, creation.creators[0]!));
  const id = goroutineId(dump.dump.goroutines, creators[0]!);
  if (basis === 'id') return [markdown`${statement} in goroutine ${id ?? ''}: ${joined(rows, '; ')}`];
  return [markdown`${statement}, perhaps in: ${joined(rows, '; ')}`];
}

function describeCreated(dump: GroupedDump, creations: readonly Creation[]): readonly Markdown[] {
  if (creations.length === 0) return [];
  const total = creations.reduce((sum, { count }) => sum + count, 0);
  const verb = creations.every(({ basis }) => basis === 'id') ? 'Created' : 'May have created';
  const rows = creations
    .slice(0, maxGroups)
    .map(({ count, created }) => markdown`- ${numberText(count)} × ${rowText(dump, created[0]!)}`);
  const left = creations.length - rows.length;
  const more = left > 0 ? [markdown`- ${numberText(left)} more groups`] : [];
  return [joined([markdown`${verb} ${countText(total, 'goroutine')}:`, ownText(''), ...rows, ...more], '\n')];
}
