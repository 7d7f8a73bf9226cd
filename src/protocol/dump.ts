import { type Summary } from '../core';
import { request, notification } from './rpc';

/** Identifies a dump: a whole text, or one section of it. */
export interface DumpId {
  /** Of a document, or of a file that the server reads (`fileDumpUri`). */
  readonly uri: string;
  /** Index into `Summary.sections`. Default: all dumps of the text as one. */
  readonly section?: number;
}

/** A text with more dumps is a log of single stacks, which are shown as one dump. */
export const maxDumps = 30;

export const summaryRequest = request<DumpId, Summary>('goroutineDump/summary');

/** The dump should be requested again: the server has parsed it again, or has found its source. */
export const dumpChangedNotification = notification<DumpId>('goroutineDump/changed');
