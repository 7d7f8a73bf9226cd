/** Searches long texts for an ASCII string with the Horspool algorithm, which reads only some of the text's bytes. */
export class Needle {
  readonly length: number;
  private readonly bytes: Uint8Array;
  private readonly skips = new Uint8Array(256);

  /** @param text ASCII, shorter than 256 characters */
  constructor(text: string) {
    this.bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    this.length = this.bytes.length;
    this.skips.fill(this.length);
    this.bytes.subarray(0, -1).forEach((byte, index) => (this.skips[byte] = this.length - 1 - index));
  }

  /** Offset of the first occurrence between byte `from` and byte `end`, exclusive; -1 if there is none. */
  find(text: Uint8Array, from: number, end = text.length): number {
    const { bytes, skips, length } = this;
    const lastByte = bytes[length - 1]!;
    for (let at = from; at + length <= end;) {
      const last = text[at + length - 1]!;
      if (last === lastByte) {
        let n = 0;
        while (n < length - 1 && text[at + n] === bytes[n]) n++;
        if (n === length - 1) return at;
      }
      at += skips[last]!;
    }
    return -1;
  }
}
