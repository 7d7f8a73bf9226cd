import { framesBetween } from '../lines/frameText';
import type { Stack } from '../model/stack';

/**
 * Methods that a goroutine is in while it waits for their receiver, and the runtime's channel operations. They are
 * often inlined and then print no arguments, but their slow paths are not.
 */
const waits =
  /^(?:(?:internal\/)?sync\.\(\*(?:Mutex|RWMutex|WaitGroup|Cond|Once)\)\.\w+|runtime\.chan(?:send|recv))$/;

/** Functions whose first argument is a field of what the goroutine waits for. */
const semaphores = /^(?:(?:internal\/)?sync\.runtime_\w+|runtime\.semacquire1)$/;

const runtimePackages = /^(?:runtime|(?:internal\/)?sync)\./;

/** The addresses that goroutines wait for, by goroutine index; undefined if the dump does not print one. */
export type WaitAddresses = readonly (string | undefined)[];

/** Whether a goroutine with the stack may print the address of what it waits for. */
export function mayPrintWaitAddress({ frames }: Stack): boolean {
  const end = frames.findIndex(({ function: name }) => !runtimePackages.test(name));
  return frames
    .slice(0, end < 0 ? undefined : end)
    .some(({ function: name }) => waits.test(name) || semaphores.test(name));
}

/**
 * The address of the lock or channel that a goroutine waits for (`0x…`); undefined if its frames do not show it. An
 * address of the object is preferred to that of a field, and both to a value that may be stale (`0xc000010000?`).
 *
 * @param lines lines of the goroutine, header first
 */
export function waitAddress(lines: readonly string[]): string | undefined {
  let field: string | undefined;
  let stale: string | undefined;
  for (const { name, args, functionLine } of framesBetween((line) => lines[line]!, 1, lines.length)) {
    if (!runtimePackages.test(name)) break; // frames below the first other code do not wait
    const isObject = waits.test(name);
    if (args === undefined || !(isObject || semaphores.test(name))) continue;
    const first = /^(0x[0-9a-f]{1,16})(\?)?(?:,|$)/.exec(lines[functionLine]!.slice(args.start, args.end));
    if (first === null) continue;
    // A copy: a substring would keep the whole text in memory.
    const address = `0x${BigInt(first[1]!).toString(16)}`;
    if (first[2] !== undefined) stale ??= address;
    else if (isObject) return address;
    else field ??= address;
  }
  return field ?? stale;
}
