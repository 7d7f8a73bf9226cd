import { LineKernel } from './lineKernel';

/** Classes of bytes that occur in layers, as bits. The classes of a text are the bits of all its bytes. */
export const byteClass = {
  /** A NUL, a carriage return (1) or an escape (2). */
  control: 1 | 2,
  hash: 4,
  ampersand: 8,
  less: 16,
  /** The first byte of a character that may be a blank or have no width. */
  blank: 32 | 64,
} as const;

const classOfByte = new Uint8Array(256);
for (const [bytes, bit] of [
  [[0x00, 0x0d], 1],
  [[0x1b], 2],
  [[0x23], byteClass.hash],
  [[0x26], byteClass.ampersand],
  [[0x3c], byteClass.less],
  [[0xc2], 32],
  [[0xe2, 0xef], 64],
] as const) {
  for (const byte of bytes) classOfByte[byte] = bit;
}

/**
 * The byte classes of a text, in one pass.
 *
 * @param kernelFor makes a kernel, which is faster for large texts; undefined if there is none
 */
export function byteClassesOf(
  text: Uint8Array,
  kernelFor: (text: Uint8Array) => LineKernel | undefined = (whole) => LineKernel.of(whole),
): number {
  const kernel = kernelFor(text);
  if (kernel !== undefined) return kernel.byteClasses();
  let found = 0;
  for (const byte of text) found |= classOfByte[byte]!;
  return found;
}
