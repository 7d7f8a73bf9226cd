import type { GoroutineIndex } from '../model/goroutines';
import { objectAddress } from '../waits/objectAddress';
import { type FrameArguments, frameArguments } from '../waits/frameArguments';
import type { Candidates } from './candidates';

/** What parties need of the texts of goroutines: what each waits for, and the arguments of one for each address. */
export class GoroutineTexts {
  private readonly addresses = new Map<GoroutineIndex, number | undefined>();
  private readonly args = new Map<Candidates, Map<number | undefined, readonly FrameArguments[]>>();

  /**
   * Reads the text of one of the goroutines to read.
   *
   * @param lines of the goroutine, header first
   */
  add(candidates: Candidates, goroutine: GoroutineIndex, lines: readonly string[]): void {
    const address = objectAddress(candidates.wait.kind, frameArguments(lines));
    this.addresses.set(goroutine, address);
    const known = this.args.get(candidates) ?? new Map<number | undefined, readonly FrameArguments[]>();
    this.args.set(candidates, known);
    if (!known.has(address)) known.set(address, [...frameArguments(lines)]);
  }

  /** Of the object that a goroutine waits for, if it prints it reliably. */
  addressOf(goroutine: GoroutineIndex): number | undefined {
    return this.addresses.get(goroutine);
  }

  /** The arguments that the first of the goroutines prints which wait for the address. */
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
