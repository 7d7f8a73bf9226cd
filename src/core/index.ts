/** The only door into the core. */
export type * from './model';
export { filterGroups, type GroupFilter, type GroupOrder } from './filter/filterGroups';
export { goroutineAt, goroutineWithId, sectionOf } from './goroutineAt';
export { dedupText } from './group/dedupText';
export { type GoroutineGroup, groupDump } from './group/groupDump';
export { headlineFrame } from './group/headline';
export { type GroupContext, type GroupKey, groupKeys, labelText } from './group/keys';
export { framesAmong, type FrameText, frameTextAt, framesBetween, type LineAt } from './parser/frameText';
export * from './parser/line';
export { looksLikeDump, parseDump, type ReadDump, readDump } from './parser/parseDump';
export { stateMeaning } from './states';
export { type DumpSummary, type Figures, type Summary, summarize } from './summarize';
export * from './symbol';
export * from './userCode';
export * from './source';
export type { Origins } from './unwrap/origins';
