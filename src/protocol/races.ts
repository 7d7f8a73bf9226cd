import { type RaceStack } from '../core';
import { type GroupsParams, type GroupFrame } from './groups';
import { request } from './rpc';

/** A stack of a race report, with the source places of its frames. */
export interface RaceStackItem {
  readonly role: RaceStack['role'];
  /** As printed, e.g. `Previous write at 0x00c0000ae008 by goroutine 8`. */
  readonly title: string;
  /** Zero-based, of the title. */
  readonly line: number;
  readonly character?: number;
  /** The first frame of the user's own code, else the first that is not the runtime's; absent where there are none. */
  readonly headline?: GroupFrame;
  readonly frames: readonly GroupFrame[];
}

/** A report of the race detector: the two accesses first. */
export interface Race {
  /** How many reports it stands for that differ in addresses and goroutines alone, unless it is 1. */
  readonly count?: number;
  readonly stacks: readonly RaceStackItem[];
}

export interface Races {
  readonly races: readonly Race[];
  /** How many of them the filter leaves out, because it lets the group of no access through. */
  readonly filteredOut: number;
}

/** The reports of the race detector, most frequent first. */
export const racesRequest = request<GroupsParams, Races>('goroutineDump/races');
