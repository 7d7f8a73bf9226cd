import assert from 'node:assert/strict';
import { groupDump, guessUserCode, parseDump, rowNamer } from '../../../src/core';
import { anycable, fixtureText } from '../../fixtures';

/** The rows of a dump's groups by stack, as `820 × RWMutex.Lock · subscribeSession, queued`. */
function rows(text: string): readonly string[] {
  const dump = parseDump(text);
  const isUserCode = guessUserCode(dump);
  const groups = groupDump(dump, 'stack', { isUserCode });
  return rowNamer(
    dump,
    isUserCode,
  )(groups).map(({ wait, name }, index) => `${groups[index]!.count} × ${wait} · ${name}`);
}

/** One goroutine with the frames, innermost first: `node.(*Hub).run hub.go:10`, and `by main.main main.go:5`. */
function goroutine(id: number, state: string, ...frames: readonly string[]): string {
  const lines = frames.flatMap((frame) => {
    const [, by, name, place] = /^(by )?(\S+) (\S+)$/.exec(frame)!;
    const symbol = `example.com/lab/${name!}`;
    return [
      by === undefined ? `${symbol}(0x1)` : `created by ${symbol}`,
      `\t/home/gopher/lab/${place!} +0x1`,
    ];
  });
  return [`goroutine ${id} [${state}]:`, ...lines, ''].join('\n');
}

describe('The rows of groups', () => {
  it('name every group of a real dump by what it does and for whom, the odd ones too', () => {
    assert.deepEqual(rows(fixtureText(anycable)), [
      '1173 × chan send · RemoveSession ← disconnectNow',
      '779 × chan send · RemoveSession ← Session.Disconnect',
      '779 × chan receive · SendMessages',
      '778 × RWMutex.Lock · subscribeSession, queued',
      '13 × RWMutex.RLock · broadcastToStream ← worker, created by schedule',
      '3 × RWMutex.RLock · broadcastToStream ← worker, created by NewGoPool',
      '1 × running · pprof.writeGoroutineStacks',
      '1 × chan receive · Runner.Run ← main',
      '1 × sleep · main',
      '1 × IO wait · net.TCPListener.Accept',
      '1 × select · schedule ← broadcastToStream',
      '1 × RWMutex.RLock · StreamsSize',
      '1 × select · DisconnectQueue.Run',
      '1 × select · listen ← Runner.Run',
      '1 × chan send · BroadcastMessage ← listen',
      '1 × IO wait · net.TCPListener.Accept ← StartAndAnnounce',
      '1 × chan receive · tebata.Tebata.listen',
      '1 × syscall · signal.loop',
      '1 × IO wait · http.connReader.backgroundRead',
      '1 × RWMutex.Lock · subscribeSession',
    ]);
  });

  it('name a closure by the function that declares it, and leave type arguments out', () => {
    const text =
      goroutine(1, 'select', 'node.(*Hub).run.func2.1 hub.go:10') +
      goroutine(2, 'select', 'node.keep[...].gowrap1 keep.go:3');
    assert.deepEqual(rows(text), ['1 × select · run', '1 × select · keep']);
  });

  it('add the type or the package to a function’s name only if another one has it too', () => {
    const text =
      goroutine(1, 'select', 'node.(*Hub).run hub.go:10') +
      goroutine(2, 'select', 'node.(*Pool).run pool.go:10') +
      goroutine(3, 'select', 'node.(*Hub).stop hub.go:20') +
      goroutine(4, 'select', 'cli.(*Pool).run pool.go:11');
    assert.deepEqual(rows(text), [
      '1 × select · Hub.run',
      '1 × select · node.Pool.run',
      '1 × select · stop',
      '1 × select · cli.Pool.run',
    ]);
  });

  it('add the first thing in which two groups differ: a caller, a creator, a line', () => {
    const wait = 'node.wait wait.go:1';
    const text =
      goroutine(1, 'select', wait, 'node.read a.go:2', 'node.serve a.go:3') +
      goroutine(2, 'select', wait, 'node.write a.go:2', 'node.serve a.go:3') +
      goroutine(3, 'sleep', wait, 'by node.one a.go:4') +
      goroutine(4, 'sleep', wait, 'by node.two a.go:4') +
      goroutine(5, 'syscall', wait, 'node.read a.go:8') +
      goroutine(6, 'syscall', wait, 'node.read a.go:9');
    assert.deepEqual(rows(text), [
      '1 × select · wait ← read',
      '1 × select · wait ← write',
      '1 × sleep · wait, created by one',
      '1 × sleep · wait, created by two',
      '1 × syscall · wait ← read:8',
      '1 × syscall · wait ← read:9',
    ]);
  });
});
