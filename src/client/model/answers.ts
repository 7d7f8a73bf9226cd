// The server's answers as the client sees them: every text is untrusted.
import type { Problem as CoreProblem, ShownHold } from '../../core';
import type * as protocol from '../../protocol';
import type { Untrusted } from '../text/untrusted';

export type Finding = Untrusted<protocol.Finding>;
export type FindingHold = Untrusted<ShownHold>;
export type Findings = Untrusted<protocol.Findings>;
export type FindingStep = Untrusted<protocol.FindingStep>;
export type FoundGoroutine = Untrusted<protocol.FoundGoroutine>;
export type Frame = Untrusted<protocol.Frame>;
export type GoroutineItem = Untrusted<protocol.GoroutineItem>;
export type Group = Untrusted<protocol.Group>;
export type GroupFrame = Untrusted<protocol.GroupFrame>;
export type OpenedFile = Untrusted<protocol.OpenedFile>;
export type Problem = Untrusted<CoreProblem>;
export type Race = Untrusted<protocol.Race>;
export type RaceStackItem = Untrusted<protocol.RaceStackItem>;
export type Races = Untrusted<protocol.Races>;
export type Resolution = Untrusted<protocol.Resolution>;
export type SectionSummary = Untrusted<protocol.SectionSummary>;
export type SourceTarget = Untrusted<protocol.SourceTarget>;
export type Summary = Untrusted<protocol.Summary>;
