import { type Summary } from '../core';
import { request, notification } from './rpc';

export interface DumpParams {
  readonly uri: string;
}

/** One of the dumps in a document. */
export interface OneDumpParams extends DumpParams {
  /** Index into `Summary.dumps`. Default: all of them as one. */
  readonly dump?: number;
}

/** More dumps than these in a document are a log's single stacks: they are shown as one. */
export const mostDumps = 30;

export const summaryRequest = request<DumpParams, Summary>('goroutineDump/summary');

/** The server has learnt something new about the dump (parsed it again, found its source): ask again. */
export const dumpChangedNotification = notification<DumpParams>('goroutineDump/changed');
