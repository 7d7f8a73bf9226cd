// The words of verdicts and evidence, for parties. Those of findings as they are shown are in findingWords.ts.
import { uriAndLine } from '../../source/uri';
import { shortName } from '../../go/symbol';
import { countText, numberText } from '../../text/numbers';
import type { Edge, HeldLock } from './edge';
import { type Party, shownFrame } from '../parties/party';
import type { Want } from './waitsFor';
import { verb } from './waitVerbs';

/** `waits to lock h.mu`. */
export function wantText({ kind, text, resource, address }: Want, count: number): string {
  const does = verb(kind, count);
  const where = address === undefined ? 'something without source' : `the one at 0x${address.toString(16)}`;
  const name = text ?? resource?.text;
  if (name === undefined) return /(?:on|from|for|of|lock)$/.test(does) ? `${does} ${where}` : does;
  return does.endsWith('nil channel') ? `${does}, ${name}` : `${does} ${name}`;
}

/** What a party does, even if it waits for nothing. */
export function activity(party: Party, wants: readonly Want[]): string {
  const [first, ...others] = wants;
  if (party.wait.kind === 'select' && others.length > 0) return verb('select', party.count);
  return first === undefined ? verb(party.wait.kind, party.count) : wantText(first, party.count);
}

/** `holds h.mu for reading since line 90`; `count` goroutines do. */
function heldText({ hold }: HeldLock, count: number): string {
  const mode = hold.mode === 'read' ? ' for reading' : '';
  const deferred = hold.isDeferred ? ', until the function returns' : '';
  return `${count === 1 ? 'holds' : 'hold'} ${hold.resource.text}${mode} since line ${hold.line}${deferred}`;
}

/**
 * `one goroutine in node.(*Hub).run holds h.mu since line 90 and sleeps in retry.wait`: the function that holds the lock says
 * more than the one that it has called.
 *
 * @param does what the goroutines do with the lock: `sleeps`
 */
export function holderText(party: Party, held: HeldLock, does: string): string {
  const shown = shownFrame(party);
  const isCalled = calledFrom(party, held.frame);
  const comma = held.hold.isDeferred ? ',' : '';
  const where = isCalled ? ` in ${shortName(party.stack.frames[shown]!.function)}` : '';
  return `${partyIn(party, isCalled ? held.frame : shown)} ${heldText(held, party.count)}${comma} and ${does}${where}`;
}

/** Whether a party stands in a function that the frame's function has called. */
function calledFrom(party: Party, frame: number): boolean {
  const { frames } = party.stack;
  const shown = shownFrame(party);
  return frame > shown && frames[frame]?.function !== frames[shown]?.function;
}

/** `which it holds itself since hub.go:90 in node.(*Hub).run`. */
export function ownLockText(party: Party, { hold, frame }: HeldLock): string {
  const caller = calledFrom(party, frame) ? ` in ${shortName(party.stack.frames[frame]!.function)}` : '';
  return `${ownWaitText(true, party.count)} since ${uriAndLine(hold.uri, hold.line)}${caller}`;
}

/** `which it holds itself`, of goroutines that wait for a lock of their own; else, for what only they could end. */
export function ownWaitText(isLock: boolean, count: number): string {
  if (!isLock) return count === 1 ? 'which only it could end' : 'which only they could end';
  return count === 1 ? 'which it holds itself' : 'which one of them holds';
}

/** `one goroutine in node.(*Hub).run`. */
export function partyText(party: Party): string {
  return partyIn(party, shownFrame(party));
}

function partyIn({ stack, count }: Party, frame: number): string {
  const site = stack.frames[frame];
  const counted = count === 1 ? 'one goroutine' : countText(count, 'goroutine');
  return site === undefined ? counted : `${counted} in ${shortName(site.function)}`;
}

/** `receive from p.tasks`: what ends the wait of an edge. */
export function serviceText(why: Edge['why'], name: string): string {
  switch (why) {
    case 'receives':
      return `receive from ${name}`;
    case 'sends':
      return `send on ${name} or close it`;
    case 'owesDone':
      return `call ${name}.Done`;
    case 'signals':
      return `signal ${name}`;
    case 'holds':
    case 'pendingWriter':
    case 'writerBefore':
    case 'releases':
    case 'runsOnce':
      return `release ${name}`;
  }
}

/** `Can still receive from p.tasks: 16 goroutines in node.(*Hub).deliver.` The reason first, for a narrow side bar. */
export function evidenceText({ from, to, why, evidence }: Edge): string {
  const isLock = why === 'holds' || why === 'pendingWriter' || why === 'writerBefore';
  const who = isLock && from !== to ? `${partyText(from)} → ${partyText(to)}` : partyText(to);
  return `${evidence}: ${who}.`;
}

/** How many parties a verdict names. */
const maxNamed = 5;

/** The words for several parties as one enumeration: those of the first ones, and how many more there are. */
export function enumerated(parts: readonly string[], separator: '; ' | ', and '): string {
  const named = parts.slice(0, maxNamed);
  const more = parts.length - named.length;
  return [...named, ...(more === 0 ? [] : [`${numberText(more)} more`])].join(separator);
}
