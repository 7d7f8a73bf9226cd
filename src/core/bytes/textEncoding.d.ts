// Globals of every JavaScript host (WHATWG Encoding). Neither the ES library nor `types: []` declares them.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(encoding?: 'utf-8' | 'utf-16le' | 'utf-16be');
  decode(bytes: Uint8Array): string;
}
