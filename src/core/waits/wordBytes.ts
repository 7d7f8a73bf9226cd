import type { FrameArguments } from './frameArguments';

/** Fewer short addresses say nothing: on a 64-bit machine, global variables have short addresses, too. */
const minShort = 4;

/**
 * Size of a pointer in bytes on the machine that wrote a dump, inferred from the printed addresses: 4 if nearly all are
 * short. A few may be long even then, because a frame prints a 64-bit number, e.g. a duration, as one argument.
 */
export function wordBytesOf(goroutines: Iterable<readonly Pick<FrameArguments, 'addresses'>[]>): 4 | 8 {
  const short = new Set<number>();
  const long = new Set<number>();
  for (const frames of goroutines) {
    for (const { addresses } of frames) {
      for (const address of addresses) {
        if (address !== undefined) (address > 0xffffffff ? long : short).add(address);
      }
    }
  }
  return short.size >= minShort && long.size * 4 <= short.size ? 4 : 8;
}
