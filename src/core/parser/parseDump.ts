import type { Dump } from '../model';
import { parseTraceback } from './traceback';

/**
 * Reads a goroutine dump. Never throws, whatever the text; what cannot be read is in `problems`.
 *
 * This is the place where other forms than the runtime's own text (profiles, race reports) are told apart.
 *
 * @param text UTF-8 bytes, or a string, whose lone surrogates are read as U+FFFD (columns stay the same)
 */
export function parseDump(text: string | Uint8Array): Dump {
  return parseTraceback(typeof text === 'string' ? new TextEncoder().encode(text) : text);
}

/** Whether the text, or its first part, looks like a goroutine dump. */
export function looksLikeDump(text: string): boolean {
  return /^goroutine \d+ [^[\n]{0,80}\[[^\]\n]+\].*:\r?$/m.test(text);
}
