import { isLockMethod } from '../../facts/lockWrappers';
import type { Program } from '../../facts/program';
import { isLockWait } from '../../waits/wait';
import type { Party } from '../parties/party';

/**
 * The party as it waits for the lock of its own code, where it waits inside a type that is a lock around one of package
 * sync.
 */
export function withOwnLock(party: Party, program: Program): Party {
  const { wait, code } = party;
  if (wait.site === undefined || !isLockWait(wait.kind)) return party;
  let site = wait.site;
  for (let func = code[site]?.func; func !== undefined && isLockMethod(func); func = code[++site]?.func) {
    if (!program.lockWrappers.has(func.receiver!.type)) break;
  }
  const isOutside = site > wait.site && code[site] !== undefined;
  // The address is of the lock inside.
  return isOutside ? { ...party, address: undefined, wait: { ...wait, site } } : party;
}
