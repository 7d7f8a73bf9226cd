import { type RaceStack } from '../core';
import { type GroupsParams, type GroupFrame } from './groups';
import { request } from './rpc';

/** A stack of a race report. */
export interface RaceStackItem {
  readonly role: RaceStack['role'];
  /** As printed, e.g. `Previous write at 0x00c0000ae008 by goroutine 8`. */
  readonly title: string;
  /** Zero-based line of the title. */
  readonly line: number;
  /** Zero-based column; absent if 0. */
  readonly character?: number;
  /** The headline frame: the first frame in user code, else the first outside the runtime; absent without frames. */
  readonly headline?: GroupFrame;
  readonly frames: readonly GroupFrame[];
}

/** A report of the race detector; the stacks of the two accesses come first. */
export interface Race {
  /** Number of reports that differ from it only in addresses and goroutine ids, itself included; absent if 1. */
  readonly count?: number;
  readonly stacks: readonly RaceStackItem[];
}

export interface Races {
  readonly races: readonly Race[];
}

/** The reports of the race detector with an access that the filter selects, most frequent first. */
export const racesRequest = request<GroupsParams, Races>('goroutineDump/races');
