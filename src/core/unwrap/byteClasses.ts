import { LineKernel } from './lineKernel';

/** Kinds of bytes that tell of what may be around a dump; a text's signs are the sum of those that it has. */
export const byteClass = {
  /** A zero byte, a carriage return, an escape. */
  control: 1 | 2,
  hash: 4,
  ampersand: 8,
  less: 16,
  /** The first byte of characters of which some are blanks or of no width. */
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
 * The signs that a text has, in one pass.
 *
 * @param kernelFor what looks through large texts faster, if there is anything
 */
export function byteClassesOf(
  text: Uint8Array,
  kernelFor: (text: Uint8Array) => LineKernel | undefined = (whole) => LineKernel.of(whole),
): number {
  const kernel = kernelFor(text);
  if (kernel !== undefined) return kernel.signs();
  let found = 0;
  for (const byte of text) found |= classOfByte[byte]!;
  return found;
}
