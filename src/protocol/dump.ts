import { type Summary } from '../core';
import { request, notification } from './rpc';

/** A document, or a file that the server has read. */
export interface DumpUri {
  readonly uri: string;
}

/** Names a dump: a whole text, or one section of it. */
export interface DumpId extends DumpUri {
  /** Index into `Summary.sections`. Default: all dumps of the text as one. */
  readonly section?: number;
}

/** A text with more dumps is a log of single stacks, which are shown as one dump. */
export const mostDumps = 30;

export const summaryRequest = request<DumpUri, Summary>('goroutineDump/summary');

/** The server has new information about the dump (has parsed it again, or found its source): request it again. */
export const dumpChangedNotification = notification<DumpUri>('goroutineDump/changed');
