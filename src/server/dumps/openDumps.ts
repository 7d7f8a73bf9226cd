import type { Dump, UserCode } from '../../core';
import type { GroupedDump } from './groupedDump';

/** The open dumps of one kind: those in documents, or those in files on disk. */
export interface OpenDumps {
  /** Undefined if it is not open. */
  get(uri: string): GroupedDump | undefined;
  readonly uris: readonly string[];
  /** Determines the user code of all dumps again. */
  updateUserCode(): void;
}

/** Determines the user code of a dump. */
export type UserCodeOf = (dump: Dump) => UserCode;
