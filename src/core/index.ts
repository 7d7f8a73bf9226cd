/** The only door into the core. */
export type * from './model';
export { filterGroups, type GroupFilter, type GroupOrder } from './filter/filterGroups';
export { goroutineAt, goroutineWithId, sectionIndexOf, sectionOf } from './goroutineAt';
export { lastIndex } from './lastIndex';
export { alikeRaces } from './group/alikeRaces';
export { countEntries, type EntryCounts } from './group/countEntries';
export { type DedupGroup, type DedupPart, dedupText, partName } from './group/dedupText';
export { type GoroutineGroup, groupDump } from './group/groupDump';
export { headlineFrame } from './group/headline';
export { type GroupContext, type GroupKey, groupKeys, labelText } from './group/keys';
export {
  framesAmong,
  type FrameText,
  frameTextAt,
  framesBetween,
  type LineAt,
  linesBetween,
} from './parser/frameText';
export { DumpJoiner } from './parser/joinDumps';
export * from './parser/line';
export { dumpPieceEnd } from './parser/dumpPieces';
export { looksLikeDump, parseDump, type ReadDump, readDump, readPiece } from './parser/parseDump';
export { stateMeaning } from './states';
export { type DumpSummary, type Figures, type Summary, summarize } from './summarize';
export * from './symbol';
export * from './userCode';
export * from './source';
export type { Origins } from './unwrap/origins';
export { looksLikePprof, profileText, readGoroutineProfile } from './records';
export { markedByteOrder, toUtf8 } from './unwrap/encoding';
