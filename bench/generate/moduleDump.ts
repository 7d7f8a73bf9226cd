import { queuesInPackage, storesInPackage } from './goFiles';
import { type GoModule, packageName, type Place } from './goModule';
import { type Random, randomFrom } from './random';

/** A dump with the frames of the runtime, or without them. */
export type DumpForm = 'sigquit' | 'debug2';

/** The stack of many goroutines of a generated module. */
interface ModuleStack {
  readonly reason: string;
  /** Frames of the runtime and of package sync, innermost first; `@` is the address of the semaphore or channel. */
  readonly libraryFrames: readonly string[];
  /** Innermost first. */
  readonly frames: readonly ModuleFrame[];
  /** Address of the semaphore; undefined if each goroutine has another one. */
  readonly address: number | undefined;
  /** Relative frequency; 0 for a stack that occurs once. */
  readonly weight: number;
}

interface ModuleFrame {
  readonly place: Place;
  /** Address of the receiver. */
  readonly receiver: number;
}

/** Distance between packages with deadlocks, so that the deadlocks are unrelated. */
const stride = 5;

/**
 * The lines of a dump of a generated module. In some packages, there is a deadlock or a busy holder of a lock, and clients
 * wait for the lock. In all packages, there are idle workers and readers.
 *
 * @param folder folder of the module, without a slash at the end
 * @param sizes `deadlocks` is the number of packages with a deadlock; four times as many have a busy holder
 */
export function* moduleDump(
  module: GoModule,
  folder: string,
  form: DumpForm,
  sizes: { readonly goroutines: number; readonly stacks: number; readonly deadlocks: number },
): Generator<string> {
  const random = randomFrom(3);
  const stacks = stacksOf(module, sizes.stacks, sizes.deadlocks);
  const next = weighted(stacks, random);
  for (let index = 0; index < sizes.goroutines; index++) {
    yield* goroutine(index + 1, stacks[index] ?? stacks[next()]!, folder, form, random);
    yield '';
  }
}

/** Number of distinct stacks in the dump; less than `stacks` if the module is too small. */
export function stackCount(module: GoModule, stacks: number, deadlocks: number): number {
  return stacksOf(module, stacks, deadlocks).length;
}

function stacksOf(module: GoModule, count: number, deadlocks: number): readonly ModuleStack[] {
  const packages = Array.from({ length: module.packageCount }, (_, n) => n);
  const inTurn = [...packages].sort((a, b) => (a % stride) - (b % stride) || a - b);
  const all = inTurn.flatMap((index, turn) => {
    const stacks = new StacksOfPackage(module, index);
    if (turn < deadlocks) return stacks.deadlock();
    return turn < 5 * deadlocks ? stacks.busyHolder() : [];
  });
  // Idle goroutines of all packages, one kind after the other.
  const idle = packages.map((index) => new StacksOfPackage(module, index).idle());
  for (let kind = 0; kind < idle[0]!.length; kind++) for (const stacks of idle) all.push(stacks[kind]!);
  return all.slice(0, count);
}

/** The stacks of one package. Its objects have their own addresses. */
class StacksOfPackage {
  private readonly pkg: string;
  private readonly base: number;

  constructor(
    private readonly module: GoModule,
    index: number,
  ) {
    this.pkg = packageName(index);
    this.base = 0xc000400000 + index * 0x10000;
  }

  /** One goroutine holds `mu` and waits for `stats`, one holds `stats` and waits for `mu`, and others wait for `mu`. */
  deadlock(): readonly ModuleStack[] {
    return [
      this.waiting(mutexLock, 100, 0, [
        'Store0.count.lock',
        'Store0.evict.count',
        'Store0.put.evict',
        ...this.client('put0'),
      ]),
      this.waiting(queuedLock, 44, 0, ['Store0.sync.lock', 'Service.flush0']),
      ...this.queued(20),
    ];
  }

  /** One goroutine runs and holds `mu`. */
  busyHolder(): readonly ModuleStack[] {
    const holder = { reason: 'runnable', libraryFrames: [], address: undefined, weight: 0 };
    return [
      { ...holder, frames: this.frames(['Store0.put.evict', ...this.client('put0')]) },
      ...this.queued(4),
    ];
  }

  idle(): readonly ModuleStack[] {
    const queues = Array.from({ length: queuesInPackage }, (_, n) => n);
    const stores = Array.from({ length: storesInPackage }, (_, n) => n);
    return [
      this.waiting(receive, undefined, 2, ['Service.serve.range']),
      ...queues.map((n) =>
        this.waiting(select, undefined, 3, [`Queue${n}.work.select`, `Queue${n}.start.work`]),
      ),
      ...queues.map((n) => this.waiting(receive, undefined, 1, [`Queue${n}.collect.range`])),
      ...queues.map((n) => this.waiting(groupWait, undefined, 0, [`Queue${n}.stop.wait`])),
      ...queues.map((n) =>
        this.waiting(receive, undefined, 1, [`Queue${n}.do.wait`, ...this.client(`job${n}`)]),
      ),
      ...stores.map((n) => ({
        ...{ reason: 'running', libraryFrames: [], address: undefined, weight: 0 },
        frames: this.frames([
          `Store${n}.replicate.put`,
          `Store${n}.put.replicate`,
          ...this.client(`put${n}`),
        ]),
      })),
    ];
  }

  /** Goroutines that wait for the lock `mu` of the first store. */
  private queued(weight: number): readonly ModuleStack[] {
    const worker = ['Queue0.work.run', 'Queue0.start.work'];
    return [
      this.waiting(readLock, 52, weight * 4, ['Store0.get.lock', ...this.client('get0')]),
      this.waiting(readLock, 52, weight * 2, ['Store0.keys.lock', ...this.client('list0')]),
      this.waiting(readLock, 52, weight, ['Store0.get.lock', 'Queue0.run.get', ...worker]),
      this.waiting(queuedLock, 44, weight, ['Store0.put.lock', ...this.client('put0')]),
      this.waiting(queuedLock, 44, weight, ['Store0.put.lock', 'Queue0.run.put', ...worker]),
    ];
  }

  private client(name: string): readonly string[] {
    return [`Service.${name}`, `Service.handle.${name}`, 'Service.serve.handle'];
  }

  /** @param offset of the semaphore in the receiver of the innermost frame, in bytes */
  private waiting(
    { reason, libraryFrames }: Pick<ModuleStack, 'reason' | 'libraryFrames'>,
    offset: number | undefined,
    weight: number,
    places: readonly string[],
  ): ModuleStack {
    const address = offset === undefined ? undefined : this.objectAt('Store0') + offset;
    return { reason, libraryFrames, frames: this.frames(places), address, weight };
  }

  private frames(places: readonly string[]): readonly ModuleFrame[] {
    return places.map((name) => {
      const place = this.module.places.get(`${this.pkg} ${name}`);
      if (place === undefined) throw new Error(`There is no place ${name}.`);
      return { place, receiver: this.objectAt(name.slice(0, name.indexOf('.'))) };
    });
  }

  private objectAt(type: string): number {
    const number = Number(/\d*$/.exec(type)![0]);
    return (
      this.base + { S: 0, Q: 0x1000 }[type.charAt(0)]! + number * 0x100 + (type === 'Service' ? 0x2000 : 0)
    );
  }
}

const park = ['runtime.gopark(0x0?, 0x0?, 0x0?, 0x0?, 0x0?)', 'runtime/proc.go:461 +0xce'];
const semacquire = [
  ...park,
  'runtime.goparkunlock(...)',
  'runtime/proc.go:467',
  'runtime.semacquire1(@, 0x0, 0x3, 0x1, 0x15)',
  'runtime/sema.go:192 +0x231',
];
const lockSlow = [
  ...semacquire,
  'internal/sync.runtime_SemacquireMutex(0x0?, 0x0?, 0x0?)',
  'runtime/sema.go:95 +0x25',
  'internal/sync.(*Mutex).lockSlow(0x0?)',
  'internal/sync/mutex.go:149 +0x15d',
  'internal/sync.(*Mutex).Lock(...)',
  'internal/sync/mutex.go:70',
  'sync.(*Mutex).Lock(...)',
  'sync/mutex.go:46',
];
const mutexLock = { reason: 'sync.Mutex.Lock', libraryFrames: lockSlow };
const queuedLock = {
  reason: 'sync.Mutex.Lock',
  libraryFrames: [...lockSlow, 'sync.(*RWMutex).Lock(0x0?)', 'sync/rwmutex.go:150 +0x18'],
};
const readLock = {
  reason: 'sync.RWMutex.RLock',
  libraryFrames: [
    ...semacquire,
    'sync.runtime_SemacquireRWMutexR(0x0?, 0x0?, 0x0?)',
    'runtime/sema.go:100 +0x25',
    'sync.(*RWMutex).RLock(...)',
    'sync/rwmutex.go:74',
  ],
};
const receive = {
  reason: 'chan receive',
  libraryFrames: [
    ...park,
    'runtime.chanrecv(@, 0xc000061f00, 0x1)',
    'runtime/chan.go:664 +0x445',
    'runtime.chanrecv1(0x0?, 0x0?)',
    'runtime/chan.go:506 +0x12',
  ],
};
const select = {
  reason: 'select',
  libraryFrames: [
    ...park,
    'runtime.selectgo(0xc000061f38, 0xc000061ed0, 0x0?, 0x0, 0x0?, 0x1)',
    'runtime/select.go:351 +0x837',
  ],
};
const groupWait = {
  reason: 'sync.WaitGroup.Wait',
  libraryFrames: [
    ...semacquire,
    'sync.runtime_SemacquireWaitGroup(0x0?)',
    'runtime/sema.go:110 +0x25',
    'sync.(*WaitGroup).Wait(0x0?)',
    'sync/waitgroup.go:118 +0x48',
  ],
};

function* goroutine(
  id: number,
  { reason, libraryFrames, frames, address, weight }: ModuleStack,
  folder: string,
  form: DumpForm,
  random: Random,
): Generator<string> {
  const minutes = weight === 0 ? 7 : 2 + random.below(5);
  const object = `0x${(address ?? 0xc010000000 + random.below(2 ** 24) * 96).toString(16)}`;
  const waits = reason.startsWith('run') ? `[${reason}]` : `[${reason}, ${minutes} minutes]`;
  yield form === 'sigquit'
    ? `goroutine ${id} gp=0xc00${(0x100000 + id * 8).toString(16)} m=nil ${waits}:`
    : `goroutine ${id} ${waits}:`;
  for (let line = 0; line < libraryFrames.length; line += 2) {
    const func = libraryFrames[line]!;
    if (form === 'debug2' && func.startsWith('runtime.')) continue;
    yield func.replace('@', object);
    yield `\t/usr/local/go/src/${libraryFrames[line + 1]!}`;
  }
  for (const { place, receiver } of frames) {
    const word = `0x${random.below(2 ** 28).toString(16)}`;
    yield `${place.function}(0x${receiver.toString(16)}, {0xc00${word.slice(2)}?, 0x${random.below(40).toString(16)}})`;
    yield `\t${folder}/${place.path}:${place.line} +0x${(random.below(900) + 16).toString(16)}`;
  }
  const [creator] = frames.slice(-1);
  yield `created by ${creator!.place.function.replace(/\.[^/]*$/, '.Listen')} in goroutine 1`;
  yield `\t${folder}/${creator!.place.path}:30 +0x45`;
}

function weighted(stacks: readonly ModuleStack[], random: Random): () => number {
  const positions = stacks.flatMap(({ weight }, position) => Array<number>(weight).fill(position));
  return () => random.pick(positions);
}
