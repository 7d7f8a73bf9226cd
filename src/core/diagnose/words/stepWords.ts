// The words for a step of a finding, wherever it is shown.
import { fileAndLine } from '../../go/paths';
import { shortName } from '../../go/symbol';
import { uriAndLine } from '../../source/uri';
import { numberText } from '../../text/numbers';
import type { WaitKind } from '../../waits/wait';
import type { ShownHold, ShownStep } from './shownFinding';
import { verb } from '../edges/waitVerbs';

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
  return fileAndLine(file, line);
}

/** `hub.go:101`: where a step waits, in the source or else as the dump has it. */
export function waitPlace({
  file,
  line,
  target,
  waitsFor,
}: Pick<ShownStep, 'file' | 'line' | 'target' | 'waitsFor'>): string {
  if (target === undefined) return stepPlace({ file, line });
  return uriAndLine(target.uri, waitsFor?.line ?? target.line);
}

/** `holds h.streamsMu`; for several goroutines, what each of them holds. */
export function heldName({ expr }: Pick<ShownHold, 'expr'>, count: number): string {
  return `${count === 1 ? 'holds' : 'each holds'} ${expr}`;
}

/** `holds h.streamsMu for reading`. */
export function holdWords(hold: Pick<ShownHold, 'expr' | 'mode'>, count: number): string {
  return `${heldName(hold, count)}${hold.mode === 'read' ? ' for reading' : ''}`;
}

/** `holds h.streamsMu for reading since hub.go:90`. */
export function holdSince(hold: Pick<ShownHold, 'expr' | 'mode' | 'uri' | 'line'>, count: number): string {
  return `${holdWords(hold, count)} since ${holdPlace(hold)}`;
}

/** `hub.go:90`. */
export function holdPlace({ uri, line }: Pick<ShownHold, 'uri' | 'line'>): string {
  return uriAndLine(uri, line);
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

/** The word for something of which only the kind is known. */
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
