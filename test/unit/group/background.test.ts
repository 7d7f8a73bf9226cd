import assert from 'node:assert/strict';
import { backgroundOf, groupDump, guessUserCode, parseDump } from '../../../src/core';
import { anycable, fixtureText } from '../../fixtures';

/** The groups of a dump that are in the background, as `idle: Waits for …`, and the functions of all others. */
function divided(text: string) {
  const dump = parseDump(text);
  const groups = groupDump(dump, 'stack', { isUserCode: guessUserCode(dump) });
  const all = groups.map((group) => ({ group, background: backgroundOf(dump, group) }));
  return {
    background: all.flatMap(({ background }) =>
      background === undefined ? [] : `${background.kind}: ${background.reason}`,
    ),
    others: all.flatMap(({ group, background }) => (background ? [] : group.headline!.function)),
  };
}

/** One goroutine with the functions, innermost first. */
function goroutine(state: string, ...functions: readonly string[]): string {
  const frames = functions.map((name) => `${name}(0x1)\n\t${folderOf(name)}/x.go:1 +0x1\n`);
  return `goroutine 7 [${state}]:\n${frames.join('')}`;
}

function folderOf(name: string): string {
  return /^(?:example|google)/.test(name) ? '/home/gopher/app' : '/usr/local/go/src/net';
}

const backgroundIn = (state: string, ...functions: readonly string[]) =>
  divided(goroutine(state, ...functions)).background[0];

const read = ['internal/poll.(*FD).Read', 'net.(*conn).Read', 'net/http.(*connReader).Read'];

describe('Groups in the background', () => {
  it('of a real dump are the accept loops, and what serves connections and the dump itself', () => {
    const { background, others } = divided(fixtureText(anycable));
    assert.deepEqual(background, [
      'idle: Writes this dump.',
      'idle: Waits for the next connection of a client.',
      'idle: Waits for the next connection of a client.',
      'runtime: Receives signals for os/signal.',
      'idle: Notices if the client of an HTTP request closes the connection.',
    ]);
    assert.ok(others.some((name) => name.endsWith('(*Hub).subscribeSession')));
  });

  it('of a dump with all goroutines are those of the runtime', () => {
    const { background } = divided(fixtureText('samples/crash-gotraceback-go1.24.txt'));
    assert.ok(background.includes('runtime: A thread of the scheduler, without a goroutine.'));
    assert.ok(background.includes('runtime: Sweeps memory after a garbage collection.'));
    assert.ok(background.includes('runtime: Monitors the threads of the scheduler.'));
  });

  it('are connections that wait for the next request, but not those that serve one', () => {
    const idle = 'idle: Waits for the next HTTP request on a connection that is kept alive.';
    assert.equal(backgroundIn('IO wait', ...read, 'bufio.(*Reader).Peek', 'net/http.(*conn).serve'), idle);
    for (const handler of ['example.com/app.handle', 'net/http.(*ServeMux).ServeHTTP']) {
      assert.equal(backgroundIn('IO wait', ...read, handler, 'net/http.(*conn).serve'), undefined);
    }
  });

  it('do not run and do not wait for locks', () => {
    const loop = 'net/http.(*persistConn).writeLoop';
    assert.equal(backgroundIn('select', loop), 'idle: Serves a connection that an HTTP client keeps alive.');
    assert.equal(backgroundIn('running', loop), undefined);
    assert.equal(backgroundIn('sync.Mutex.Lock', 'sync.(*Mutex).Lock', loop), undefined);
  });

  it('of a library have frames of its package, and no others', () => {
    const run = 'google.golang.org/grpc/internal/transport.(*loopyWriter).run';
    const get = 'google.golang.org/grpc/internal/transport.(*controlBuffer).get';
    assert.equal(backgroundIn('select', get, run), 'idle: Serves a gRPC connection.');
    assert.equal(backgroundIn('select', 'google.golang.org/other.wait', run), undefined);
  });

  it('have one stack: another goroutine at the same line of user code may be stuck', () => {
    const accept = ['net.(*TCPListener).Accept', 'example.com/app.serve'];
    const stuck = ['example.com/app.(*limiter).acquire', 'example.com/app.serve'];
    const text = `${goroutine('IO wait', ...accept)}\n${goroutine('select', ...stuck).replace('7', '8')}`;
    const dump = parseDump(text);
    const isUserCode = (frame: { readonly function: string }) => frame.function.endsWith('serve');
    const [group] = groupDump(dump, 'userFrame', { isUserCode });
    assert.equal(group!.count, 2);
    assert.equal(backgroundOf(dump, group!), undefined);
  });

  it('of goroutines that share only a state are those in which each is in the background', () => {
    const dump = parseDump(fixtureText(anycable));
    const groups = groupDump(dump, 'state', { isUserCode: guessUserCode(dump) });
    assert.deepEqual(
      groups.map((group) => [group.count, group.title, backgroundOf(dump, group)?.reason]),
      [
        [1953, 'chan send', undefined],
        [796, 'semacquire', undefined],
        [781, 'chan receive', undefined],
        [3, 'IO wait', 'Each of these is idle by design, or part of the Go runtime.'],
        [3, 'select', undefined],
        [1, 'running', 'Writes this dump.'],
        [1, 'sleep', undefined],
        [1, 'syscall', 'Receives signals for os/signal.'],
      ],
    );
  });
});
