import { baseOf } from '../go/paths';
import { shortName } from '../go/symbol';
import { countText } from '../text/numbers';
import type { WaitKind } from '../waits/wait';
import type { HeldLock } from './edge';
import { type Party, shownFrame } from './party';
import type { Want } from './waitsFor';

/** What a wait is called, of one goroutine and of several. */
const verbs: Readonly<Record<WaitKind, readonly [one: string, several: string]>> = {
  mutex: ['waits to lock', 'wait to lock'],
  rlock: ['waits to read-lock', 'wait to read-lock'],
  lockQueued: ['queues to lock', 'queue to lock'],
  lockPending: ['waits for the readers of', 'wait for the readers of'],
  once: ['waits for the first call of', 'wait for the first call of'],
  send: ['waits to send on', 'wait to send on'],
  receive: ['waits to receive from', 'wait to receive from'],
  nilChannel: ['waits on a nil channel', 'wait on a nil channel'],
  select: ['waits in a select', 'wait in a select'],
  selectNothing: ['waits in a select without cases', 'wait in a select without cases'],
  waitGroup: ['waits for', 'wait for'],
  cond: ['waits for a signal of', 'wait for a signal of'],
  semaphore: ['waits for a semaphore', 'wait for a semaphore'],
  io: ['waits for I/O', 'wait for I/O'],
  sleep: ['sleeps', 'sleep'],
  syscall: ['is in a system call', 'are in a system call'],
  running: ['is running', 'are running'],
  runtime: ['works for the runtime', 'work for the runtime'],
  unknown: ['is', 'are'],
};

export function verb(kind: WaitKind, count: number): string {
  return verbs[kind][count === 1 ? 0 : 1];
}

/** `waits to lock h.mu`. */
export function wantText({ kind, text, resource, address }: Want, count: number): string {
  const does = verb(kind, count);
  const where = address === undefined ? 'something without source' : `the one at 0x${address.toString(16)}`;
  const name = text ?? resource?.text;
  if (name === undefined) return /(?:on|from|for|of|lock)$/.test(does) ? `${does} ${where}` : does;
  return does.endsWith('nil channel') ? `${does}, ${name}` : `${does} ${name}`;
}

/** What a party does, also if it waits for nothing. */
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

/** Whether a party stands in another function than that of the frame, which has called it. */
function calledFrom(party: Party, frame: number): boolean {
  const { frames } = party.stack;
  const shown = shownFrame(party);
  return frame > shown && frames[frame]?.function !== frames[shown]?.function;
}

/** `which it holds itself since hub.go:90 in node.(*Hub).run`. */
export function ownLockText(party: Party, { hold, frame }: HeldLock): string {
  const caller = calledFrom(party, frame) ? ` in ${shortName(party.stack.frames[frame]!.function)}` : '';
  return `${ownWaitText(true, party.count)} since ${baseOf(hold.uri)}:${hold.line}${caller}`;
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

/** The text as the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
