import type { GoType } from './goType';

const named = (pkg: string, name: string): GoType => ({ kind: 'named', pkg, name });
const context = named('context', 'Context');
const derived: readonly GoType[] = [context, named('context', 'CancelFunc')];
const times: readonly GoType[] = [{ kind: 'chan', elem: named('time', 'Time') }];

/** Results of functions of packages that are rarely read, if they are channels or end waits of others. */
const results: Readonly<Record<string, readonly GoType[]>> = {
  'context.Background': [context],
  'context.TODO': [context],
  'context.WithValue': [context],
  'context.WithoutCancel': [context],
  'context.WithCancel': derived,
  'context.WithCancelCause': derived,
  'context.WithDeadline': derived,
  'context.WithDeadlineCause': derived,
  'context.WithTimeout': derived,
  'context.WithTimeoutCause': derived,
  'os/signal.NotifyContext': derived,
  'golang.org/x/sync/errgroup.WithContext': [
    { kind: 'pointer', elem: named('golang.org/x/sync/errgroup', 'Group') },
    context,
  ],
  'time.After': times,
  'time.Tick': times,
  'time.NewTimer': [{ kind: 'pointer', elem: named('time', 'Timer') }],
  'time.NewTicker': [{ kind: 'pointer', elem: named('time', 'Ticker') }],
  'time.AfterFunc': [{ kind: 'pointer', elem: named('time', 'Timer') }],
};

/** The types of what a method of another package's type returns; empty if it is not known. */
export function methodResults(type: GoType, name: string): readonly GoType[] {
  if (type.kind !== 'named' || `${type.pkg}.${type.name}` !== 'sync/atomic.Pointer') return [];
  const [elem] = type.args ?? [];
  return elem !== undefined && (name === 'Load' || name === 'Swap') ? [{ kind: 'pointer', elem }] : [];
}

/** The result types of a function of another package; empty if they are not known. */
export function libraryResults(pkg: string | undefined, name: string): readonly GoType[] {
  const key = `${pkg ?? ''}.${name}`;
  return Object.hasOwn(results, key) ? results[key]! : [];
}
