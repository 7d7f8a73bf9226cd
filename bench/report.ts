import { type MadeInput } from './generate';
import { type Memory } from './measure/memory';
import { type Speed } from './measure/speed';
import { type PeerName, peerNames, type PeerSpeed } from './peers';
import { table } from './table';

/** All measurements on an input. */
export interface Result {
  readonly made: MadeInput;
  readonly parse: Speed;
  readonly dedup: Speed;
  readonly memory: Memory;
  readonly peers: ReadonlyMap<PeerName, PeerSpeed>;
}

const none = '–';

/** The tables of results, as Markdown. README.md explains the columns. */
export function report(results: readonly Result[]): string {
  const clean = results.find(({ made }) => made.input.name === 'debug2');
  const ours = table(
    [
      'Input',
      'MB',
      'Goroutines',
      'Groups',
      'Parse MB/s',
      'Dedup MB/s',
      '× gostackparse',
      '× panicparse',
      '× debug2',
      'Peak × file',
      'Held × file',
    ],
    results.map((result) => [
      result.made.input.name,
      (result.made.bytes / 1e6).toFixed(1),
      found(result.dedup.goroutines, result.made.goroutines),
      found(result.dedup.groups!, result.made.groups),
      megabytes(result, result.parse.seconds),
      megabytes(result, result.dedup.seconds),
      ...peerNames.map((peer) => timesPeer(result, result.peers.get(peer))),
      clean === undefined || !reads(result.dedup, result) ? none : ratio(speed(result) / speed(clean)),
      ratio(result.memory.peak / result.made.bytes),
      ratio(result.memory.held / result.made.bytes),
    ]),
    1,
  );
  const peerRows = results.flatMap((result) =>
    [...result.peers].map(([peer, measured]) => [
      result.made.input.name,
      peer,
      found(measured.goroutines, result.made.goroutines),
      found(measured.groups, result.made.groups),
      reads(measured, result) ? megabytes(result, measured.parseSeconds) : none,
      reads(measured, result) ? megabytes(result, measured.dedupSeconds) : none,
    ]),
  );
  if (peerRows.length === 0) return ours;
  const head = ['Input', 'Peer', 'Goroutines', 'Groups', 'Parse MB/s', 'Dedup MB/s'];
  return `${ours}\n\n${table(head, peerRows, 2)}`;
}

/** Differences between what the core found and what the generator wrote, one sentence each. */
export function mistakes(results: readonly Result[]): readonly string[] {
  return results.flatMap(({ made, parse, dedup }) => {
    const expect = (what: string, actual: number, expected: number) =>
      actual === expected
        ? []
        : [`${made.input.name}: ${count(actual)} ${what} were found, but there are ${count(expected)}.`];
    return [
      ...expect('goroutines', parse.goroutines, made.goroutines),
      ...(dedup.goroutines === parse.goroutines
        ? expect('groups', dedup.groups!, made.groups)
        : expect('goroutines', dedup.goroutines, made.goroutines)),
    ];
  });
}

/** Speed relative to the peer; `–` if one of them does not read the input. */
function timesPeer(result: Result, peer: PeerSpeed | undefined): string {
  const isComparable = peer !== undefined && reads(peer, result) && reads(result.dedup, result);
  return isComparable ? ratio(peer.dedupSeconds / result.dedup.seconds) : none;
}

/** Whether all goroutines were found; otherwise the speed means nothing. */
function reads(measured: { readonly goroutines: number }, { made }: Result): boolean {
  return measured.goroutines === made.goroutines;
}

/** Bytes per second, with grouping. */
function speed({ made, dedup }: Result): number {
  return made.bytes / dedup.seconds;
}

function megabytes({ made }: Result, seconds: number): string {
  return (made.bytes / 1e6 / seconds).toFixed(0);
}

function found(actual: number, expected: number): string {
  return actual === expected ? count(actual) : `${count(actual)} of ${count(expected)}`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function ratio(value: number): string {
  return value.toFixed(2);
}
