import type { Dump, UserCode } from '../../core';
import type { GroupedDump } from './groupedDump';

/** The open dumps whose text is in one kind of place: in documents, or in files on disk. */
export interface OpenDumps {
  /** Undefined if it is not open. */
  get(uri: string): GroupedDump | undefined;
  readonly uris: readonly string[];
  /** Asks again for all dumps what the user's own code is. */
  updateUserCode(): void;
}

/** Tells what of a dump is the user's own code. */
export type UserCodeOf = (dump: Dump) => UserCode;
