import type { FlatTree } from './flatTree';

/** Threads that parse Go files while the server does something else. */
export interface ParserThreads {
  /** Undefined if the text cannot be parsed, or not fast enough. Rejects if the thread fails. */
  parse(text: string): Promise<FlatTree | undefined>;
}
