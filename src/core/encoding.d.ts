// Globals of every JavaScript host (WHATWG Encoding), which neither the ES library nor `types: []` declares.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
