import { calledName, callIn } from './calls';
import type { Func } from './code';
import { type GoType, pointedTo } from './goType';
import { stepsIn } from './steps';
import { lockPackages } from './syncTypes';

/** What has to be known of the program. */
interface Surroundings {
  package(id: string): { named(name: string): readonly Func[] } | undefined;
  underlying(type: GoType): GoType;
}

const lockMethods: ReadonlySet<string> = new Set(['Lock', 'Unlock', 'RLock', 'RUnlock']);

/**
 * The types of a program that are locks by themselves: structs around one of package sync, whose Lock locks that one. What
 * their users lock is theirs, and not the lock inside.
 */
export class LockWrappers {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly program: Surroundings) {}

  has(type: GoType): boolean {
    const own = pointedTo(type);
    if (own.kind !== 'named' || this.program.package(own.pkg) === undefined) return false;
    const key = `${own.pkg}.${own.name}`;
    let answer = this.known.get(key);
    if (answer === undefined) this.known.set(key, (answer = this.isWrapper(own)));
    return answer;
  }

  private isWrapper(own: GoType & { readonly kind: 'named' }): boolean {
    const struct = this.program.underlying(own);
    const [lock, ...others] =
      struct.kind === 'struct' ? struct.fields.filter(({ type }) => isLock(type)) : [];
    if (lock === undefined || others.length > 0) return false;
    const methods = this.program.package(own.pkg)!;
    return ['Lock', 'Unlock'].every((name) =>
      methods.named(name).some((each) => each.receiverType === own.name && delegates(each, lock.name)),
    );
  }
}

function isLock(type: GoType): boolean {
  const own = pointedTo(type);
  return own.kind === 'named' && lockPackages.has(own.pkg) && /^(?:RW)?Mutex$/.test(own.name);
}

/**
 * Whether a method calls the one of the same name of the lock in its receiver's field, and has neither parameters nor
 * results.
 */
function delegates({ name, receiver, params, results, body }: Func, lock: string): boolean {
  if (params.length > 0 || results.length > 0) return false;
  return stepsIn(body).some((step) => {
    const call = callIn(step);
    if (call?.callee.kind !== 'field' || calledName(call) !== name) return false;
    const { of } = call.callee;
    return of.kind === 'field' && of.name === lock && of.of.kind === 'name' && of.of.name === receiver?.name;
  });
}

/** Whether a function is a method by which such a type locks or unlocks. */
export function isLockMethod({ name, receiver, params }: Func): boolean {
  return receiver !== undefined && params.length === 0 && lockMethods.has(name);
}
