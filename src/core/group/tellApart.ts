import { type Addition, type Row, wholeName } from './row';

/** What may be added for each place in a group where groups may differ, such as the names of its frames. */
export type Aspect = (row: Row) => readonly (Addition | undefined)[];

/** Adds to rows of the same name the first text of the aspect in which they differ, until none do. */
export function tellApart(rows: readonly Row[], aspect: Aspect): readonly Row[] {
  const result = [...rows];
  const additions = new Map<number, readonly (Addition | undefined)[]>();
  const alike = [...byName(result, rows.keys())].map((same) => ({ same, from: 0 }));
  for (let next = alike.pop(); next !== undefined; next = alike.pop()) {
    const { same, from } = next;
    if (same.length < 2) continue;
    for (const row of same) if (!additions.has(row)) additions.set(row, aspect(rows[row]!));
    const at = firstDifference(
      same.map((row) => additions.get(row)!),
      from,
    );
    if (at === undefined) continue;
    for (const row of same) {
      const addition = additions.get(row)![at];
      const known = result[row]!;
      if (addition !== undefined) result[row] = { ...known, additions: [...known.additions, addition] };
    }
    for (const others of byName(result, same)) alike.push({ same: others, from: at + 1 });
  }
  return result;
}

function firstDifference(
  all: readonly (readonly (Addition | undefined)[])[],
  from: number,
): number | undefined {
  const length = all.reduce((longest, each) => Math.max(longest, each.length), 0);
  for (let at = from; at < length; at++) {
    if (all.some((each) => each[at]?.text !== all[0]![at]?.text)) return at;
  }
  return undefined;
}

/** Numbers the rows that are still alike, of groups that differ in nothing that can be shown. */
export function number(rows: readonly Row[]): readonly Row[] {
  const taken = new Set<string>();
  /** The last number of each name, so that many alike rows take no quadratic time. */
  const last = new Map<string, number>();
  return rows.map((row) => {
    const own = wholeName(row);
    let numbered = row;
    while (taken.has(wholeName(numbered))) {
      const next = (last.get(own) ?? 1) + 1;
      last.set(own, next);
      numbered = { ...row, number: next };
    }
    taken.add(wholeName(numbered));
    return numbered;
  });
}

/** The indices of the rows of each name. */
function byName(rows: readonly Row[], indices: Iterable<number>): Iterable<readonly number[]> {
  const found = new Map<string, number[]>();
  for (const index of indices) {
    const name = wholeName(rows[index]!);
    const known = found.get(name);
    if (known === undefined) found.set(name, [index]);
    else known.push(index);
  }
  return found.values();
}
