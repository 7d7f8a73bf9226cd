import { quotePairs } from '../lines/quotedPairs';
import { type CountedStack, type ProfileFrame, withoutOffset } from './countedProfile';
import type { GoroutineProfile } from './pprofProfile';

/**
 * Writes a profile as pprof's debug=1 does, but for the offsets, which profiles do not have. What it writes reads back
 * as the same records (`readProfileRecord`).
 */
export function profileText({ kind, total, records }: GoroutineProfile): string {
  return [`${kind} profile: total ${total}\n`, ...records.map(recordText)].join('');
}

function recordText({ count, labels, frames }: CountedStack): string {
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

/** A name that ends like an offset is given one, which reading takes away again. */
function nameOf({ function: name }: ProfileFrame): string {
  return withoutOffset(name) === name ? name : `${name}+0x0`;
}

const tabWidth = 8;
/** Longer cells do not push the others to the right. */
const widest = 96;

/** The tab stop, in columns from the cell's beginning, after all cells of a column. */
function stopAfter(cells: readonly string[]): number {
  const width = cells.reduce((most, { length }) => (length < widest ? Math.max(most, length) : most), 0);
  return (Math.floor(width / tabWidth) + 1) * tabWidth;
}

function cell(text: string, stop: number): string {
  return text + '\t'.repeat(Math.max(1, Math.ceil((stop - text.length) / tabWidth)));
}
