import type { Hold } from '../code/held';
import type { Identities } from '../objects/identity';
import type { Party } from '../parties/party';
import type { Want } from './waitsFor';

/**
 * What a party holds in the frame where it waits, without the lock of the Cond that it waits for: the Cond releases it
 * meanwhile. If that lock is not known, it may be any of them.
 */
export function keptInCond(
  { wait, stack }: Party,
  [want]: readonly Want[],
  holds: readonly Hold[],
  identities: Identities,
): readonly Hold[] {
  const isInCond = stack.frames
    .slice(0, wait.site)
    .some(({ function: name }) => name === 'sync.(*Cond).Wait');
  if (wait.kind !== 'cond' && !isInCond) return holds;
  const wanted = want?.resource;
  const lock = wanted && (wait.kind === 'cond' ? identities.lockOfCond(wanted) : wanted.key);
  const kept = holds.filter(({ resource }) => resource.key !== lock);
  return kept.length < holds.length ? kept : holds.map((hold) => ({ ...hold, isCertain: false }));
}
