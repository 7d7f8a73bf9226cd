import type { GoroutineGroup } from './groupDump';

/**
 * Returns a function that shortens the import path that is the title of a group: to its last elements, as many as no other
 * group has: `node`, or `cli/node`.
 */
export function packageNames(groups: readonly GoroutineGroup[]): (path: string) => string {
  /** How many paths end like that. */
  const counts = new Map<string, number>();
  const titles = groups.flatMap(({ key, title }) => (key === 'package' ? (title ?? []) : []));
  for (const end of titles.flatMap(ends)) counts.set(end, (counts.get(end) ?? 0) + 1);
  return (path) => ends(path).find((end) => counts.get(end) === 1) ?? path;
}

/** `node`, `cli/node`, …: the ends of a path, shortest first. A version, such as `v3`, is not an end of its own. */
function ends(path: string): readonly string[] {
  const elements = path.split('/');
  const all = elements.map((_, index) => elements.slice(elements.length - 1 - index).join('/'));
  return all.length > 1 && /^v\d+$/.test(all[0]!) ? all.slice(1) : all;
}
