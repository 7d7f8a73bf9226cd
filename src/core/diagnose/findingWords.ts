// The words for a finding and its steps, wherever they are shown.
import { baseOf, slashed } from '../go/paths';
import { shortName } from '../go/symbol';
import { isLockWait, type WaitKind } from '../waits/wait';
import type { Confidence } from '../source/resolveFrame';
import { uriPath } from '../source/uri';
import { countText, numberText } from '../text/numbers';
import {
  type Basis,
  partiesOfFinding,
  type ShownFinding,
  type ShownHold,
  type ShownStep,
} from './shownFinding';
import { capital, verb } from './words';

/** Short enough for a row of a narrow side bar: `Deadlock: h.streamsMu, p.tasks`, or `Lock wait in node.(*Hub).deliver`. */
export function findingTitle({ kind, steps }: Pick<ShownFinding, 'kind' | 'steps'>): string {
  const parties = partiesOfFinding(steps);
  const waits = parties.flatMap(({ role, waitsFor }) =>
    waitsFor === undefined || role === 'counterpart' ? [] : [waitsFor],
  );
  // Locks first: a row may be cut.
  const byImportance = [...waits].sort((a, b) => Number(isLockWait(b.kind)) - Number(isLockWait(a.kind)));
  // An address says nothing to people; the function does.
  const objects = [...new Set(byImportance.flatMap(({ expr }) => expr ?? []))];
  const waiting = parties.filter(isWaiting).sort((a, b) => b.count - a.count);
  const place = waiting[0]?.function ?? '';
  const held = parties.find(({ role }) => role === 'holder')?.holds?.map(({ expr }) => expr) ?? [];
  switch (kind) {
    case 'deadlock':
      return named('Deadlock', objects, place);
    case 'selfDeadlock':
      return named('Waits for its own lock', objects, place);
    case 'lockHeld':
      return named('Lock is held', held, place);
    case 'lostUnlock':
      return named('Lock was never released', objects, place);
    case 'noCounterpart':
      return named(capital(aloneWords(parties)), objects, place);
    case 'nilChannel':
      return named('Nil channel', objects, place);
    case 'lockWaiters':
      return named('Lock wait', objects, place);
  }
}

function isWaiting({ role }: Pick<ShownStep, 'role'>): boolean {
  return role !== 'candidate' && role !== 'counterpart';
}

function named(title: string, names: readonly string[], place: string): string {
  if (names.length > 0) return `${title}: ${names.join(', ')}`;
  return place === '' ? title : `${title} in ${shortName(place)}`;
}

/** What is missing to end a wait: `nobody receives`. */
export function aloneWords([party]: readonly Pick<ShownStep, 'waitsFor'>[]): string {
  switch (party?.waitsFor?.kind) {
    case 'send':
      return 'nobody receives';
    case 'receive':
      return 'nobody sends';
    case 'waitGroup':
      return 'nobody is left to wait for';
    case 'cond':
      return 'nobody signals';
    default:
      return 'nobody ends the wait';
  }
}

/** `16 × node.(*Hub).deliver`. */
export function stepName({ count, function: symbol }: Pick<ShownStep, 'count' | 'function'>): string {
  return `${numberText(count)} × ${symbol === '' ? 'goroutine' : shortName(symbol)}`;
}

/** `goroutine 54`, or `goroutines 18, 19, 20, …`; empty if the form has no ids. */
export function stepIds({ goroutines, count }: Pick<ShownStep, 'goroutines' | 'count'>, most = 3): string {
  if (goroutines.length === 0) return '';
  const ids = goroutines.slice(0, most).join(', ');
  return `${count === 1 ? 'goroutine' : 'goroutines'} ${ids}${count > most ? ', …' : ''}`;
}

/** `pool.go:22`; empty if the dump names no file. */
export function stepPlace({ file, line }: Pick<ShownStep, 'file' | 'line'>): string {
  return file === '' ? '' : `${baseOf(slashed(file))}:${line}`;
}

/** `holds h.streamsMu`; for several goroutines, what each of them holds. */
export function heldName({ expr }: Pick<ShownHold, 'expr'>, count: number): string {
  return `${count === 1 ? 'holds' : 'each holds'} ${expr}`;
}

/** `holds h.streamsMu for reading`. */
export function holdWords(hold: Pick<ShownHold, 'expr' | 'mode'>, count: number): string {
  return `${heldName(hold, count)}${hold.mode === 'read' ? ' for reading' : ''}`;
}

/** `hub.go:90`. */
export function holdPlace({ uri, line }: Pick<ShownHold, 'uri' | 'line'>): string {
  return `${baseOf(uriPath(uri))}:${line}`;
}

/** `waits to send on p.tasks`; undefined if the step waits for nothing that is known. */
export function waitWords({ waitsFor, count }: Pick<ShownStep, 'waitsFor' | 'count'>): string | undefined {
  if (waitsFor === undefined) return undefined;
  const { kind, expr, address } = waitsFor;
  const does = verb(kind, count);
  const what = expr ?? address;
  const needsObject = / (?:on|from|for|of|lock|read-lock)$/.test(does);
  if (what !== undefined) return needsObject ? `${does} ${what}` : `${does}: ${what}`;
  return needsObject ? `${does} ${unknownObjects[kind] ?? 'something'}` : does;
}

/** What something is called of which only its kind is known. */
const unknownObjects: Readonly<Partial<Record<WaitKind, string>>> = {
  mutex: 'a mutex',
  rlock: 'an RWMutex',
  lockQueued: 'an RWMutex',
  lockPending: 'an RWMutex',
  once: 'a Once',
  send: 'a channel',
  receive: 'a channel',
  waitGroup: 'a WaitGroup',
  cond: 'a Cond',
};

/** `Proven`. */
export function confidenceWord(confidence: Confidence): string {
  switch (confidence) {
    case 'proven':
      return 'Proven';
    case 'likely':
      return 'Likely';
    case 'possible':
      return 'Possible';
  }
}

/** `in 107 dumps`, of findings that are the same in several dumps. */
export function sectionCountWords(count: number): string {
  return `in ${countText(count, 'dump')}`;
}

/** `1 proven, 2 possible`; empty for none. */
export function confidenceCounts(findings: readonly Pick<ShownFinding, 'confidence'>[]): string {
  return (['proven', 'likely', 'possible'] as const)
    .map((each) => [findings.filter(({ confidence }) => confidence === each).length, each] as const)
    .flatMap(([count, each]) => (count === 0 ? [] : `${count} ${each}`))
    .join(', ');
}

/** What was looked at, in one sentence. */
export function basisText({ stacks, frames, framesWithSource, showsAddresses }: Basis): string {
  const looked = `Looked at ${countText(stacks, 'stack')}`;
  const source =
    framesWithSource === 0
      ? 'without source'
      : `with the source of ${numberText(framesWithSource)} of ${numberText(frames)} frames`;
  return `${looked}, ${source} and ${showsAddresses ? 'with' : 'without'} the addresses of locks and channels.`;
}

/** What would make findings more certain, or lead to more. */
export type MissingBasis = 'folder' | 'source' | 'addresses';

/** @param hasFolder whether the user has a folder open */
export function missingBasis(
  { frames, framesWithSource, showsAddresses }: Basis,
  hasFolder: boolean,
): readonly MissingBasis[] {
  // Modules that happen to be in the module cache are not the program.
  const isEnough = framesWithSource * 2 >= frames;
  const source = isEnough ? [] : ([hasFolder ? 'source' : 'folder'] as const);
  return [...source, ...(showsAddresses ? [] : ['addresses' as const])];
}

export function missingBasisText(missing: MissingBasis): string {
  switch (missing) {
    case 'folder':
      return 'Open the folder with the program’s source: it tells which locks are held, and since which line.';
    case 'source':
      return 'No source was found for most frames. Open the program’s folder, or set goroutineDump.substitutePath.';
    case 'addresses':
      return 'Take a dump with SIGQUIT: it shows the addresses of locks and channels, which this form hides.';
  }
}
