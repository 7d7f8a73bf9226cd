import type { FrameArguments } from './frameArguments';

/** Fewer say nothing: on 64-bit machines, only what a program has from its start has a short address. */
const leastShort = 4;

/**
 * Bytes of a pointer on the machine that wrote a dump, from the addresses that it prints: 4 where nearly all are short. A frame
 * prints a duration or another number of 64 bits as one argument on either machine.
 */
export function wordBytesOf(goroutines: Iterable<readonly FrameArguments[]>): 4 | 8 {
  const short = new Set<number>();
  const long = new Set<number>();
  for (const frames of goroutines) {
    for (const { addresses } of frames) {
      for (const address of addresses) {
        if (address !== undefined) (address > 0xffffffff ? long : short).add(address);
      }
    }
  }
  return short.size >= leastShort && long.size * 4 <= short.size ? 4 : 8;
}
