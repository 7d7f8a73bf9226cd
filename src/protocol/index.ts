/**
 * What client and server say to each other beyond LSP, one file per topic. Dependency-free: each side wraps a
 * `Request` or a `Notification` in its own library's type.
 *
 * Lines and columns of documents are LSP's: zero-based, UTF-16. The line of a frame or of a source target is a
 * source line, one-based as the dump prints it.
 */
export type {
  Frame,
  GroupFilter,
  GroupKey,
  GroupOrder,
  Resolution,
  SectionSummary,
  SourceTarget,
  StaleSource,
  Summary,
} from '../core';
export * from './commands';
export * from './dedupView';
export * from './dump';
export * from './files';
export * from './fileView';
export * from './goroutines';
export * from './groups';
export * from './initialization';
export * from './language';
export * from './races';
export type { Notification, Request } from './rpc';
export * from './source';
export * from './text';
