import type { Confidence } from '../../source/resolveFrame';
import { capital } from '../../text/capital';
import type { Edges } from '../edges/edges';
import { isLockWait } from '../../waits/wait';
import { weaker } from '../edges/edge';
import { isStopped, passedBefore } from '../edges/timers';
import type { Finding } from './finding';
import { goroutineCount, omittedOf, stepsOf } from './findingStep';
import type { Resource } from '../objects/identity';
import type { InParts } from '../inParts';
import { isWorker, type Party, shownFrame } from '../parties/party';
import { isKnownToTheEnd, isNeverServed, servingKeys } from '../edges/stuck';
import { leftServers, servingText } from './servers';
import type { Want } from '../edges/waitsFor';
import { enumerated, partyText, wantText } from '../edges/verdictWords';
import { verb } from '../edges/waitVerbs';

/** Parties that wait for the same thing, which no goroutine in the dump can provide. */
interface Alone {
  readonly parties: Party[];
  readonly want: Want;
  readonly kind: 'noCounterpart' | 'nilChannel';
  readonly confidence: Confidence;
}

/** Waits that no goroutine in the dump can end. */
export function* noCounterparts(
  edges: Edges,
  isUnexplained: (party: Party) => boolean,
): InParts<readonly Finding[]> {
  const found = new Map<string, Alone>();
  for (const party of edges.parties.filter(isUnexplained)) {
    yield;
    const alone = aloneOf(edges, party);
    if (alone === undefined) continue;
    const { kind, want, confidence } = alone;
    const key = `${kind} ${confidence} ${want.kind} ${want.resource?.key ?? party.members[0]!}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, alone);
    else known.parties.push(party);
  }
  return Array.from(found.values(), (alone) => finding(edges, alone));
}

function aloneOf(edges: Edges, party: Party): Alone | undefined {
  const wants = edges.wants.get(party)!;
  const [want] = wants;
  if (want === undefined || waitsForTests(party)) return undefined;
  if (party.wait.kind === 'nilChannel') {
    const confidence = isParked(edges, party, want) ? 'possible' : 'proven';
    return { parties: [party], want, kind: 'nilChannel', confidence };
  }
  const { identities } = edges.holds;
  if (wants.some(({ resource }) => resource !== undefined && identities.isServedOutside(resource)))
    return undefined;
  const own = wants.filter(({ endedBy }) => endedBy === 'goroutine' || endedBy === 'nobody');
  const isAlone = own.every(
    (each) =>
      (isServable(each) || (party.cannotWake && !isLockWait(each.kind))) &&
      !edges.of(party).some((edge) => edge.want === each),
  );
  const isTimed = wants.some((each) => each.endedBy === 'timer' && !isStopped(edges, party, each));
  const isOnlyContext = wants.every(({ endedBy }) => endedBy === 'context');
  if (!isAlone || isOnlyContext || isTimed) return undefined;
  const [first, ...others] = wants
    .filter((each, _, all) => all.length === 1 || !isNeverServed(edges, each))
    .map((each) => {
      if (each.endedBy === 'context') return 'possible';
      return each.endedBy === 'timer' ? 'likely' : confidenceOf(edges, party, each);
    });
  const confidence = first === undefined ? 'likely' : others.reduce(weaker, first);
  return { parties: [party], want: own[0] ?? want, kind: 'noCounterpart', confidence };
}

/** Whether the source shows what is waited for, so that the parties that could serve it are known. */
function isServable({ kind, resource }: Want): boolean {
  return resource !== undefined && ['send', 'receive', 'waitGroup', 'cond'].includes(kind);
}

function confidenceOf(edges: Edges, party: Party, want: Want): Confidence {
  const { kind, resource, endedBy } = want;
  if (party.cannotWake) return 'proven';
  if (endedBy === 'nobody') return 'likely';
  const { key } = resource!;
  const later = party.waitMinutes.max > 0 ? edges.ofLasting : edges.ofEntries;
  if (isParked(edges, party, want) || !isKnownToTheEnd(edges, want, later)) return 'possible';
  if (edges.holds.identities.isPrivate(key)) return 'likely';
  if (isMadeHere(party, resource!) || isNeverServed(edges, want)) return 'likely';
  if (kind === 'send' || kind === 'waitGroup') return 'likely';
  if (kind === 'cond' && !isWorker(party)) return 'likely';
  // A worker waits by design, and so does a party that waits for the end of something, unless others wait for them.
  const isOver = edges.operations.isAnywhere(servingKeys(want.kind, want.resource!));
  if (!isOver) return 'possible';
  return isWaitedFor(edges, party) || cannotLeave(edges, party) || isAnswer(edges, party, key)
    ? 'likely'
    : 'possible';
}

/**
 * Whether a party waits once for what others give it: for a value, or for the end of what it has just told to end. Who waits
 * for the end of anything else may do so by design.
 */
function isAnswer(edges: Edges, party: Party, key: string): boolean {
  if (isWorker(party)) return false;
  const sent = `send ${key}`;
  return edges.operations.isAnywhere([sent]) ? !edges.ofLasting.has(sent) : hasTold(party);
}

/** Whether the code on the way to the wait has surely closed a channel or sent on one. */
function hasTold({ code }: Party): boolean {
  return code.some(
    (each) =>
      each !== undefined &&
      passedBefore(each.func.body, each.line).some(({ kind }) => kind === 'close' || kind === 'send'),
  );
}

/** Whether a select has a case that ends it, and nobody ever gets to that. */
function cannotLeave(edges: Edges, party: Party): boolean {
  const wants = edges.wants.get(party)!;
  return wants.length > 1 && wants.some((want) => isNeverServed(edges, want));
}

/**
 * Whether `main` waits for what never comes, as in `<-make(chan int)`, so that the program keeps running: usually by
 * design.
 */
function isParked(edges: Edges, party: Party, want: Want): boolean {
  return party.code[shownFrame(party)]?.func.name === 'main' && isNeverServed(edges, want);
}

/** Whether the program itself, or another party that is no worker, waits for the party. */
function isWaitedFor(edges: Edges, party: Party): boolean {
  if (isMain(party)) return true;
  return edges.to(party).some(({ from }) => !isWorker(from) || isMain(from));
}

function isMain({ stack }: Party): boolean {
  return stack.frames.some(({ function: name }) => name === 'main.main' || name === 'testing.tRunner');
}

/** Whether package testing waits for tests to end, which are goroutines of their own. Source: testing/testing.go. */
function waitsForTests({ stack, wait: { site } }: Party): boolean {
  return site !== undefined && /^testing\.\(\*[TB]\)\.(?:Run|run)$/.test(stack.frames[site]!.function);
}

/** Whether a frame of the party has made the channel for this wait, such as one for the reply to a request. */
export function isMadeHere({ code }: Party, { local, isParameter, text }: Resource): boolean {
  if (local === undefined || isParameter || !code.some((each) => each?.func === local)) return false;
  return local.variables.get(text)?.value?.kind === 'channel';
}

function finding(edges: Edges, { parties, want, kind, confidence }: Alone): Finding {
  const first = parties[0]!;
  const alone = new Set(parties);
  const behind = new Set(
    parties
      .flatMap((party) => edges.to(party))
      .filter(({ from, why }) => !alone.has(from) && (why !== 'sends' || !isWorker(from) || isMain(from)))
      .map(({ from }) => from),
  );
  const rest =
    kind === 'nilChannel' ? 'which blocks forever' : 'and no goroutine in the dump can end the wait';
  const reasons = {
    proven: 'The runtime reports that nothing ends the wait.',
    likely: 'No stack in the dump has a function that could end the wait.',
    possible: 'No goroutine in the dump can end the wait; one that is created later may.',
  };
  const left = kind === 'nilChannel' ? [] : leftServers(edges, want, [...parties, ...behind]);
  const places = kind === 'nilChannel' ? undefined : servingText(edges, want);
  return {
    id: `alone-${first.members[0]!}`,
    kind,
    confidence,
    verdict: `${capital(enumerated(parties.map(partyText), ', and '))} ${waitText(edges, parties, want)}, ${rest}.`,
    affected: goroutineCount([...parties, ...behind]),
    steps: [
      ...stepsOf(edges, parties, 'waiter'),
      ...stepsOf(edges, left, 'counterpart'),
      ...stepsOf(edges, [...behind], 'queued'),
    ],
    omitted: omittedOf(parties),
    evidence: [
      kind === 'nilChannel' ? 'A nil channel is never ready.' : reasons[confidence],
      ...(places === undefined ? [] : [places]),
    ],
    rejected: [],
    advice: undefined,
  };
}

/** `wait in a select on g.moves and g.ctx.Done()`, of all parties. */
function waitText(edges: Edges, [first, ...others]: readonly Party[], want: Want): string {
  const count = others.length === 0 ? first!.count : 2;
  const names = edges.wants.get(first!)!.flatMap(({ text }) => text ?? []);
  if (first!.wait.kind !== 'select' || names.length < 2) return wantText(want, count);
  return `${verb('select', count)} on ${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
