import { readCount } from './count';

/** Profiles whose records are goroutines or, for `threadcreate`, what created threads. */
export const goroutineProfiles = ['goroutine', 'goroutineleak', 'threadcreate'] as const;

export type GoroutineProfileKind = (typeof goroutineProfiles)[number];

/** Whether a profile of this name has goroutines. */
export function isGoroutineProfile(name: string): name is GoroutineProfileKind {
  return (goroutineProfiles as readonly string[]).includes(name);
}

/** The first line of a profile in text form. */
export interface ProfileHeadLine {
  /** Name of the profile, e.g. `goroutine`, `heap`, `contention`. */
  readonly name: string;
  /** At most 2^53-1; undefined if the line has none. */
  readonly total: number | undefined;
}

const others: readonly (readonly [head: RegExp, name: string])[] = [
  [/^heap profile: /, 'heap'],
  [/^--- contention:\s*$/, 'block'],
  [/^--- mutex:\s*$/, 'mutex'],
];

/** Reads `goroutine profile: total 25`, or the first line of another profile (runtime/pprof/pprof.go, debug=1). */
export function readProfileHeadLine(line: string): ProfileHeadLine | undefined {
  const counted = /^(\S.*) profile: total (\d+)\s*$/.exec(line);
  if (counted !== null) return { name: counted[1]!, total: readCount(counted[2]!) };
  const other = others.find(([head]) => head.test(line));
  return other && { name: other[1], total: undefined };
}

/** The beginnings of the heads of goroutine profiles. */
export const profileHeadStarts = goroutineProfiles.map((name) => `${name} profile: total `);

/** Whether a line of the text is the head of a goroutine profile. */
export function hasProfileHead(text: string): boolean {
  return headAnywhere.test(text);
}

const headAnywhere = new RegExp(`^(?:${profileHeadStarts.join('|')})\\d`, 'm');
