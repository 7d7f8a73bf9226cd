/**
 * Requests and notifications between client and server beyond LSP, one file per topic. Without dependencies: each side
 * wraps a `Request` or a `Notification` in the type of its own library.
 *
 * Lines and columns of documents are zero-based, and columns count UTF-16 units, as in LSP. The line of a frame or of a
 * source target is one-based, as the dump prints it.
 */
export type {
  Counts,
  Frame,
  GroupKey,
  GroupOrder,
  PartKey,
  Resolution,
  SectionSummary,
  Selection,
  ShownCounts,
  SourceTarget,
  StaleSource,
  Summary,
} from '../core';
export * from './commands';
export * from './dedupView';
export * from './dump';
export * from './duplicates';
export * from './files';
export * from './fileView';
export * from './findings';
export * from './goroutines';
export * from './groups';
export * from './initialization';
export * from './language';
export * from './races';
export type { Notification, Request } from './rpc';
export * from './source';
export * from './text';
export * from './viewUri';
