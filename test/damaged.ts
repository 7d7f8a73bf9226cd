/** Damages a text: truncates it, or removes, repeats or flips bytes. */
export function damaged(bytes: Uint8Array, below: (limit: number) => number): Uint8Array {
  const at = below(bytes.length + 1);
  const upTo = at + below(200);
  switch (below(4)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(upTo)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, upTo), bytes.subarray(at)]);
    default: {
      const flipped = Uint8Array.from(bytes);
      for (let n = below(8); n >= 0; n--) flipped[below(flipped.length)]! ^= 1 << below(8);
      return flipped;
    }
  }
}
