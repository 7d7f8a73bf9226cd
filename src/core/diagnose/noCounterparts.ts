import type { Confidence } from '../source/resolveFrame';
import type { Edges } from './edges';
import { weaker } from './edge';
import { escapes } from './escapes';
import type { Finding } from './finding';
import { goroutineCount, queuedSteps, step } from './findingStep';
import { isWorker, type Party } from './party';
import type { Want } from './waitsFor';
import { capital, partyText, wantText } from './words';

/** Parties that wait for the same thing, which no goroutine in the dump can provide. */
interface Alone {
  readonly parties: Party[];
  readonly want: Want;
  readonly kind: 'noCounterpart' | 'nilChannel';
  readonly confidence: Confidence;
}

/** Waits that no goroutine in the dump can end. */
export function noCounterparts(edges: Edges, isUnexplained: (party: Party) => boolean): Finding[] {
  const found = new Map<string, Alone>();
  for (const party of edges.parties.filter(isUnexplained)) {
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
  if (want === undefined) return undefined;
  if (party.wait.kind === 'nilChannel')
    return { parties: [party], want, kind: 'nilChannel', confidence: 'proven' };
  const { identities } = edges.holds;
  if (wants.some(({ resource }) => resource !== undefined && identities.isServedOutside(resource)))
    return undefined;
  const own = wants.filter(({ endedBy }) => endedBy === 'goroutine');
  const isAlone = own.every(
    (each) => isServable(each) && !edges.of(party).some((edge) => edge.want === each),
  );
  if (!isAlone || own.length === 0 || wants.some(({ endedBy }) => endedBy === 'timer')) return undefined;
  const confidence = wants
    .map((each) => (each.endedBy === 'context' ? 'possible' : confidenceOf(edges, party, each)))
    .reduce(weaker);
  return { parties: [party], want: own[0]!, kind: 'noCounterpart', confidence };
}

/** Whether the source shows what is waited for, so that the parties that could serve it are known. */
function isServable({ kind, resource }: Want): boolean {
  return resource !== undefined && ['send', 'receive', 'waitGroup', 'cond'].includes(kind);
}

function confidenceOf(edges: Edges, party: Party, { kind, resource }: Want): Confidence {
  if (party.state.leaked) return 'proven';
  if (resource!.local !== undefined) return escapes(edges, resource!.key) ? 'possible' : 'likely';
  if (party.waitMinutes.max === 0) return 'possible';
  if (kind === 'send' || kind === 'waitGroup') return 'likely';
  return kind === 'cond' && !isWorker(party) ? 'likely' : 'possible'; // a worker waits by design
}

function finding(edges: Edges, { parties, want, kind, confidence }: Alone): Finding {
  const first = parties[0]!;
  const behind = edges.parties.filter(
    (party) =>
      !parties.includes(party) &&
      edges.of(party).some(({ to, why }) => parties.includes(to) && (why !== 'sends' || !isWorker(party))),
  );
  const rest =
    kind === 'nilChannel' ? 'which blocks forever' : 'and no goroutine in the dump can end the wait';
  const reasons = {
    proven: 'The runtime reports that nothing can wake it.',
    likely: 'The functions that could end the wait are on no stack in the dump.',
    possible: 'No goroutine in the dump can get there now; one that is created later may.',
  };
  return {
    id: `alone-${first.members[0]!}`,
    kind,
    confidence,
    verdict: `${capital(parties.map(partyText).join(', and '))} ${wantText(want, parties.length === 1 ? first.count : 2)}, ${rest}.`,
    affected: goroutineCount([...parties, ...behind]),
    steps: [...parties.map((party) => step(edges, party, 'waiter')), ...queuedSteps(edges, behind)],
    evidence: [kind === 'nilChannel' ? 'A nil channel is never ready.' : reasons[confidence]],
    rejected: [],
    advice: undefined,
  };
}
