import { type Summary } from '../core';
import { request, notification } from './rpc';

/** A document, or a file that the server has read, with all its dumps. */
export interface DumpUri {
  readonly uri: string;
}

/** Names a dump. */
export interface DumpId extends DumpUri {
  /** Index into `Summary.sections`. Default: all dumps of the text as one. */
  readonly section?: number;
}

/** A text with more dumps than these is a log of single stacks: they are shown as one. */
export const mostDumps = 30;

export const summaryRequest = request<DumpUri, Summary>('goroutineDump/summary');

/** The server has learnt something new about the dump (parsed it again, found its source): ask again. */
export const dumpChangedNotification = notification<DumpUri>('goroutineDump/changed');
