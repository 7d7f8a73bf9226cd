import assert from 'node:assert/strict';
import { Project } from './project';

const files = {
  '/ws/node/hub.go': `package node

var handler = func() {
	<-done
}

func init() {
	go wait()
}

func (h *Hub) run() {
	go func() {
		<-h.done
	}()
}

func with(f func()) func() {
	return func() { f() }
}

func Map[From, To any](all []From) {
	<-done
}

func (q *queue[T]) pop() T {
	return <-q.items
}

func (s *session) run() {
	<-s.done
}

// {
func (h *Hub) init() {
	/* }
} */
	<-h.done
}
`,
  '/ws/node/moved.go': `package node

func (h *Hub) stop() {
	<-h.done
}
`,
  '/ws/pool/stop.go': 'package pool\n\nfunc (h *Hub) gone() {}\n',
  '/usr/local/go/src/time/sleep.go': 'package time\n\nfunc Sleep(d Duration)\n',
  '/usr/local/go/src/runtime/time.go': 'package runtime\n\nfunc timeSleep(ns int64) {\n\tgopark()\n}\n',
};
const node = new Project(files, {
  folders: ['/ws'],
  modules: [['example.com/lab', '/ws']],
  goroot: '/usr/local/go',
});

const at = async (func: string, line: number) => {
  const { targets } = await node.resolve(`example.com/lab/node.${func}`, `/app/node/hub.go:${line}`);
  return targets.map((target) => [
    target.uri.slice('file:///ws/node/'.length),
    target.line,
    target.confidence,
    target.stale?.message,
  ]);
};

describe('A line of source', () => {
  for (const [what, func, line] of [
    ['of a method', '(*Hub).run', 12],
    ['of a closure', '(*Hub).run.func1', 13],
    ['of a go statement', '(*Hub).run.gowrap1', 12],
    ['of a closure that is inlined with its function', '(*Hub).run.with.func2', 18],
    ['of a closure that is inlined into an initialisation', 'init.with.func7', 18],
    ['of a closure of a function that is inlined', 'Serve.(*Hub).run.func1', 13],
    ['of a loop over a function', '(*Hub).run-range1', 12],
    ['of a generic function', 'Map[...]', 22],
    ['of a method of a generic type', '(*queue[...]).pop', 26],
    ['of a method of a generic type, in full', '(*queue[go.shape.int]).pop', 26],
    ['of an init function', 'init.0', 8],
    ['of a method called init', '(*Hub).init', 36],
    ['of a package variable', 'init', 3],
    ['of a function value', 'init.func1', 4],
    ['of a function value, before Go 1.22', 'glob..func1', 4],
  ] as const) {
    it(`${what} is where the dump says`, async () => {
      assert.deepEqual(await at(func, line), [['hub.go', line, 'proven', undefined]]);
    });
  }

  it('that is elsewhere now leads to its function', async () => {
    assert.deepEqual(await at('(*Hub).run', 40), [
      ['hub.go', 11, 'likely', 'Line 40 is not in (*Hub).run, which is at lines 11 to 15 now.'],
    ]);
    assert.deepEqual(await at('(*session).run.func3', 12), [
      ['hub.go', 29, 'likely', 'Line 12 is not in (*session).run, which is at lines 29 to 31 now.'],
    ]);
    assert.deepEqual(await at('with', 1), [
      ['hub.go', 17, 'likely', 'Line 1 is not in with, which is at lines 17 to 19 now.'],
    ]);
    assert.deepEqual(await at('init.0', 30), [
      ['hub.go', 7, 'likely', 'Line 30 is not in init, which is at lines 7 to 9 now.'],
    ]);
  });

  it('whose function moved to a sibling file leads there', async () => {
    assert.deepEqual(await at('(*Hub).stop', 40), [
      [
        'moved.go',
        3,
        'likely',
        '(*Hub).stop is not in this file any more; the dump says line 40. It is in another file of its package now.',
      ],
    ]);
  });

  it('whose function is gone is the best there is, within the file', async () => {
    const message = (line: number) => `(*Hub).gone is not in this file any more; the dump says line ${line}.`;
    assert.deepEqual(await at('(*Hub).gone', 12), [['hub.go', 12, 'possible', message(12)]]);
    assert.deepEqual(await at('(*Hub).gone', 4000), [['hub.go', 39, 'possible', message(4000)]]);
    assert.deepEqual(await at('init.func1', 4000), [
      ['hub.go', 39, 'possible', 'The file has 39 lines now; the dump says 4000.'],
    ]);
  });

  it('of a linked function of Go is where the dump says, although the name is another there', async () => {
    const { targets } = await node.resolve('time.Sleep', '/usr/local/go/src/runtime/time.go:4');
    assert.deepEqual(
      targets.map(({ line, confidence, stale: drift }) => [line, confidence, drift]),
      [[4, 'proven', undefined]],
    );
  });
});
