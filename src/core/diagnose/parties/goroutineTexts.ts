import type { GoroutineIndex } from '../../model/goroutines';
import { objectAddress } from '../../waits/objectAddress';
import { type FrameArguments, frameArguments } from '../../waits/frameArguments';
import type { Candidates } from './candidates';

/** The first lines of a goroutine below its header: all those that its address depends on. */
interface Start {
  readonly lines: readonly string[];
  readonly address: number | undefined;
}

/** What parties need of the texts of goroutines: what each waits for, and the arguments of one for each address. */
export class GoroutineTexts {
  private readonly addresses = new Map<GoroutineIndex, number | undefined>();
  /**
   * Goroutines with one stack that wait for one lock differ in their headers and in their own code, but not in the frames of
   * the runtime, which print the address. Those that were read last, so that the lines of most need no reading.
   */
  private readonly starts = new Map<Candidates, Start>();
  private readonly args = new Map<Candidates, Map<number | undefined, readonly FrameArguments[]>>();

  /** Number of lines that `addStart` needs of a goroutine, the header included; undefined if it knows no other one yet. */
  startLength(candidates: Candidates): number | undefined {
    const known = this.starts.get(candidates);
    return known && 1 + known.lines.length;
  }

  /**
   * Reads the first lines of one of the goroutines to read, which say enough if others have begun like that.
   *
   * @param lines the header first
   * @returns whether they do; else the goroutine is to be read by `add`
   */
  addStart(candidates: Candidates, goroutine: GoroutineIndex, lines: readonly string[]): boolean {
    const known = this.starts.get(candidates);
    if (known?.lines.every((line, index) => line === lines[index + 1]) !== true) return false;
    this.addresses.set(goroutine, known.address);
    return true;
  }

  /**
   * Reads the text of one of the goroutines to read.
   *
   * @param lines of the goroutine, header first
   */
  add(candidates: Candidates, goroutine: GoroutineIndex, lines: readonly string[]): void {
    const address = this.readAddress(candidates, lines);
    this.addresses.set(goroutine, address);
    const known = this.args.get(candidates) ?? new Map<number | undefined, readonly FrameArguments[]>();
    this.args.set(candidates, known);
    if (!known.has(address)) known.set(address, [...frameArguments(lines)]);
  }

  private readAddress(candidates: Candidates, lines: readonly string[]): number | undefined {
    /** Ends of the frames that were read, as line numbers, and whether those are all. */
    const read = { before: 1, end: 1, isAll: false };
    const frames = function* () {
      for (const frame of frameArguments(lines)) {
        read.before = read.end;
        read.end = frame.endLine;
        yield frame;
      }
      read.isAll = true; // there might be more below the lines of another goroutine
    };
    const address = objectAddress(candidates.wait.kind, frames());
    // The frame that ended the search without an address has the same function in all goroutines, whatever it prints.
    const needed = lines.slice(1, address === undefined ? read.before : read.end);
    if (!read.isAll) this.starts.set(candidates, { lines: needed, address });
    return address;
  }

  /** Of the object that a goroutine waits for, if its text prints it reliably. */
  addressOf(goroutine: GoroutineIndex): number | undefined {
    return this.addresses.get(goroutine);
  }

  /** The arguments that the first goroutine that waits for the address prints. */
  argumentsOf(candidates: Candidates, address: number | undefined): readonly FrameArguments[] {
    return this.args.get(candidates)?.get(address) ?? [];
  }

  /** Those of all of them. */
  *allArguments(): Generator<readonly FrameArguments[]> {
    for (const byAddress of this.args.values()) yield* byAddress.values();
  }
}

/** The goroutines to read, in the order of the text: reading in another order would read the file again and again. */
export function inTextOrder(
  candidates: readonly Candidates[],
): readonly (readonly [Candidates, GoroutineIndex])[] {
  return candidates
    .flatMap((each) => each.toRead.map((goroutine) => [each, goroutine] as const))
    .sort(([, a], [, b]) => a - b);
}
