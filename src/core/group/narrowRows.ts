import { afterWait, countLength, nameOfRow, type Row } from './row';

/** Number of characters of a row that are visible in a side bar of VS Code's default width, 300 pixels. */
export const visibleLength = 28;
/** Number of characters of an elided name at the end of what it shares with another one. */
const sharedEnd = 3;
/** Number of characters of the difference that must be visible. */
const visibleEnd = 4;

/** A row, and its name as a narrow list shows it: elided if the whole one differs from others only where it is cut off. */
export interface NarrowRow {
  readonly row: Row;
  readonly shown: string;
}

/**
 * Makes rows differ in what a narrow list shows of them. Rows that would be alike there begin with what was added to tell them
 * apart. If that is not enough, what they share is elided: `broad…eamOnce`.
 */
export function narrowRows(rows: readonly Row[]): readonly NarrowRow[] {
  const turned = [...rows];
  // Rows that are turned may become like others.
  for (let pass = 0; pass < 2; pass++) {
    for (const { indices } of alikeWhenCut(turned.map((row) => [row, nameOfRow(row)]))) {
      for (const index of indices) turned[index] = { ...turned[index]!, isTurned: true };
    }
  }
  const names = turned.map(nameOfRow);
  const shown = [...names];
  for (const { indices, shared } of alikeWhenCut(turned.map((row, index) => [row, names[index]!]))) {
    for (const index of indices) shown[index] = elided(turned[index]!, names[index]!, shared);
  }
  return turned.map((row, index) => ({ row, shown: shown[index]! }));
}

/** Rows that are alike where they are cut off, and the number of characters that all of them share. */
interface Alike {
  readonly indices: readonly number[];
  readonly shared: number;
}

function alikeWhenCut(rows: readonly (readonly [row: Row, name: string])[]): readonly Alike[] {
  const sorted = rows
    .map(([row, name], index) => ({
      index,
      text: afterWait(row, name),
      room: visibleLength - countLength(row),
    }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  const found: Alike[] = [];
  let open: { indices: number[]; shared: number } | undefined;
  for (const [at, row] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before === undefined) continue;
    const shared = sharedLength(before.text, row.text);
    if (shared < Math.min(before.room, row.room)) open = undefined;
    else if (open === undefined) found.push((open = { indices: [before.index, row.index], shared }));
    else {
      open.indices.push(row.index);
      open.shared = Math.min(open.shared, shared);
    }
  }
  return found;
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** The name, of which the first characters are shared, in the room of a narrow list: `broad…eamOnce`. */
function elided(row: Row, name: string, sharedWithWait: number): string {
  const shared = sharedWithWait - (afterWait(row, name).length - name.length);
  const room = visibleLength - countLength(row) - (afterWait(row, name).length - name.length);
  const end = shared - sharedEnd;
  const start = Math.max(1, room - '…'.length - sharedEnd - visibleEnd);
  return end - start < 2 ? name : `${name.slice(0, start)}…${name.slice(end)}`;
}
