import type { LineAt } from '../lines/lineAt';
import type { FrameText } from '../model/frameText';
/**
 * Methods in which a goroutine stands while it waits for their receiver, and the runtime's channel operations. They
 * are often inlined and then print no arguments, but their slow paths are not.
 */
const waits =
  /^(?:(?:internal\/)?sync\.\(\*(?:Mutex|RWMutex|WaitGroup|Cond|Once)\)\.\w+|runtime\.chan(?:send|recv))$/;

/** Their first argument is a field of what the goroutine waits for. */
const semaphores = /^(?:(?:internal\/)?sync\.runtime_\w+|runtime\.semacquire1)$/;

const runtimePackages = /^(?:runtime|(?:internal\/)?sync)\./;

/**
 * The address of the lock or channel that a goroutine waits for, as printed (`0x…`); undefined if its frames do not
 * tell. The object itself is preferred to a field of it, and either to a value that may be stale (`0xc000010000?`).
 *
 * @param frames the goroutine's frames, innermost first
 */
export function waitAddress(frames: Iterable<FrameText>, lineAt: LineAt): string | undefined {
  let field: string | undefined;
  let stale: string | undefined;
  for (const { name, args, functionLine } of frames) {
    if (!runtimePackages.test(name)) break; // below the first other code, nothing waits
    const isObject = waits.test(name);
    if (args === undefined || !(isObject || semaphores.test(name))) continue;
    const first = /^(0x[0-9a-f]+)(\?)?(?:,|$)/.exec(lineAt(functionLine).slice(args.start, args.end));
    if (first === null) continue;
    if (first[2] !== undefined) stale ??= first[1];
    else if (isObject) return first[1];
    else field ??= first[1];
  }
  return field ?? stale;
}
