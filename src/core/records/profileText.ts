import { quotePairs } from '../lines/quotedPairs';
import { type ProfileStack, type ProfileFrame, withoutOffset } from './legacyProfile';
import type { GoroutineProfile } from './pprofProfile';

/**
 * Writes a profile in the legacy text format of runtime/pprof, without offsets, because binary profiles have none.
 * `readProfileRecord` reads the same records from the text.
 */
export function profileText({ kind, total, records }: GoroutineProfile): string {
  return [`${kind} profile: total ${total}\n`, ...records.map(recordText)].join('');
}

function recordText({ count, labels, frames }: ProfileStack): string {
  const addresses = frames.map(({ address }) => ` ${address}`).join('');
  const labelLine = labels.length === 0 ? '' : `# labels: {${quotePairs(labels)}}\n`;
  const addressStop = stopAfter(frames.map(({ address }) => address));
  const nameStop = stopAfter(frames.map(nameOf));
  const line = (frame: ProfileFrame) =>
    isUnknown(frame)
      ? `#\t${frame.address}\n`
      : `#\t${cell(frame.address, addressStop)}${cell(nameOf(frame), nameStop)}${frame.file}:${frame.line}\n`;
  return `${count} @${addresses}\n${labelLine}${frames.map(line).join('')}\n`;
}

function isUnknown({ address, function: name, file, line }: ProfileFrame): boolean {
  return name === address && file === '' && line === 0;
}

/** Appends an offset to a name that seems to end with one: the reader removes one offset. */
function nameOf({ function: name }: ProfileFrame): string {
  return withoutOffset(name) === name ? name : `${name}+0x0`;
}

const tabWidth = 8;
/** In characters. Longer cells do not widen the column. */
const maxCellWidth = 96;

/** The first tab stop after all cells of a column, in characters from the start of the cells. */
function stopAfter(cells: readonly string[]): number {
  const width = cells.reduce(
    (most, { length }) => (length < maxCellWidth ? Math.max(most, length) : most),
    0,
  );
  return (Math.floor(width / tabWidth) + 1) * tabWidth;
}

function cell(text: string, stop: number): string {
  return text + '\t'.repeat(Math.max(1, Math.ceil((stop - text.length) / tabWidth)));
}
