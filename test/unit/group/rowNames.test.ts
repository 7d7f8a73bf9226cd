import assert from 'node:assert/strict';
import { groupDump, type GroupKey, guessUserCode, parseDump, rowNamer } from '../../../src/core';
import { anycable, fixtureText } from '../../fixtures';

/** The rows of a dump's groups, as `820 × RWMutex queue · subscribeSession`. */
function rows(text: string, key: GroupKey = 'stack'): readonly string[] {
  const dump = parseDump(text);
  const isUserCode = guessUserCode(dump);
  const groups = groupDump(dump, key, { isUserCode });
  return rowNamer(
    dump,
    isUserCode,
  )(groups).map(
    ({ wait, narrow }, index) => `${groups[index]!.count} × ${[wait, narrow].filter(Boolean).join(' · ')}`,
  );
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
      '1173 × chan send · disconnectNow → RemoveSession',
      '779 × chan send · Session.Disconnect → RemoveSession',
      '779 × chan receive · SendMessages',
      '778 × RWMutex queue · subscribeSession',
      '13 × RWMutex.RLock · by schedule → worker → broadcastToStream',
      '3 × RWMutex.RLock · by NewGoPool → worker → broadcastToStream',
      '1 × running · pprof.writeGoroutineStacks',
      '1 × chan receive · Runner.Run ← main',
      '1 × sleep · main',
      '1 × IO wait · net.TCPListener.Accept',
      '1 × select · schedule ← broadcastToStream',
      '1 × RWMutex.RLock · StreamsSize',
      '1 × select · DisconnectQueue.Run',
      '1 × select · listen ← Runner.Run',
      '1 × chan send · BroadcastMessage ← listen',
      '1 × IO wait · StartAndAnnounce → net.TCPListener.Accept',
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
      '1 × sleep · by one → wait',
      '1 × sleep · by two → wait',
      '1 × syscall · wait ← read:8',
      '1 × syscall · wait ← read:9',
    ]);
  });

  it('begin with what tells them apart if a narrow list would cut it off', () => {
    const text = (first: string, second: string) =>
      goroutine(1, 'chan send', 'node.publish a.go:1', `node.${first} a.go:2`) +
      goroutine(2, 'chan send', 'node.publish a.go:1', `node.${second} a.go:2`);
    assert.deepEqual(rows(text('connect', 'leave')), [
      '1 × chan send · publish ← connect',
      '1 × chan send · publish ← leave',
    ]);
    assert.deepEqual(rows(text('connect', 'leave').replaceAll('publish', 'publishToAll')), [
      '1 × chan send · connect → publishToAll',
      '1 × chan send · leave → publishToAll',
    ]);
  });

  it('elide what is the same in long names, so that the rest is visible', () => {
    const text =
      goroutine(1, 'chan send', 'node.broadcastToStreamOnce a.go:1') +
      goroutine(2, 'chan send', 'node.broadcastToStreamTwice b.go:1');
    assert.deepEqual(rows(text), ['1 × chan send · broa…eamOnce', '1 × chan send · broa…eamTwice']);
  });

  it('of groups by other keys have short names, too', () => {
    const text =
      goroutine(1, 'select', 'node.read a.go:1', 'by cli.(*Runner).run r.go:4') +
      goroutine(2, 'select', 'node.write a.go:1', 'by cli.(*Runner).run r.go:5') +
      goroutine(3, 'sleep', 'other/node.write b.go:1', 'by node.start a.go:5') +
      goroutine(4, 'running', 'cli.main m.go:1');
    assert.deepEqual(rows(text, 'creator'), ['1 × run:4', '1 × run:5', '1 × start', '1 × no creator']);
    assert.deepEqual(rows(text, 'package'), ['2 × lab/node', '1 × other/node', '1 × cli']);
    assert.deepEqual(rows(text, 'state'), ['2 × select', '1 × sleep · node.write', '1 × running · main']);
  });

  it('of groups by the first frame in user code say what they wait for only if all do', () => {
    const text =
      goroutine(1, 'select', 'node.read a.go:1', 'node.one a.go:5') +
      goroutine(2, 'sleep', 'node.read a.go:1', 'node.two a.go:5') +
      goroutine(3, 'sleep', 'node.write a.go:1', 'node.two a.go:5');
    assert.deepEqual(rows(text, 'userFrame'), ['2 × read', '1 × sleep · write']);
  });
});
