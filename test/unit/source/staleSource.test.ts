import assert from 'node:assert/strict';
import { Project } from './project';
import { syntaxes } from './syntaxes';

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

func Start[T any](q *queue[T]) {
	wg.Go(q.pop)
	wg.Wait()
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
const folders = {
  folders: ['/ws'],
  modules: [['example.com/lab', '/ws']],
  goroot: '/usr/local/go',
} as const;

for (const [name, syntax] of syntaxes) {
  describe(`A line of source, read by ${name},`, () => {
    const node = new Project(files, folders, syntax);
    const at = async (func: string, line: number) => {
      const { targets } = await node.resolve(`example.com/lab/node.${func}`, `/app/node/hub.go:${line}`);
      return targets.map((target) => [
        target.uri.slice('file:///ws/node/'.length),
        target.line,
        target.confidence,
        target.stale?.message,
      ]);
    };

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
      ['of a method value in a generic function', 'Start[...].func1', 41],
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

    it('whose function is gone is within the file', async () => {
      const message = (line: number) =>
        `(*Hub).gone is not in this file any more; the dump says line ${line}.`;
      assert.deepEqual(await at('(*Hub).gone', 12), [['hub.go', 12, 'possible', message(12)]]);
      assert.deepEqual(await at('(*Hub).gone', 4000), [['hub.go', 44, 'possible', message(4000)]]);
      assert.deepEqual(await at('init.func1', 4000), [
        ['hub.go', 44, 'possible', 'The file has 44 lines now; the dump says line 4000.'],
      ]);
    });

    it('of a linked function of Go is where the dump says, although its name differs there', async () => {
      const { targets } = await node.resolve('time.Sleep', '/usr/local/go/src/runtime/time.go:4');
      assert.deepEqual(
        targets.map(({ line, confidence, stale }) => [line, confidence, stale]),
        [[4, 'proven', undefined]],
      );
    });
  });
}

const closures = `package node

var handler = func() {
	<-done
	func() {
		<-done
	}()
}

func (h *Hub) run(
	n int,
) {
	h.each(func() {
		<-h.done
		h.each(func() {
			<-h.done
		}, func() {
			<-h.done
		})
	})
	go h.wait(n)
	for x := range h.all() {
		func() {
			use(x)
		}()
	}
	_ = \`}
}
func (h *Hub) text() {\`
	<-h.done
}

func Map[From, To any](all []From) {
	go func() { // {
		<-done
	}()
	<-done
}

func one() { go func() { <-done }() }
`;

describe('A line of source in or around a closure', () => {
  const moved = (symbol: string, line: number, lines: string) =>
    [
      Number(lines.split(' ')[0]),
      `Line ${line} is not in ${symbol}, which is at lines ${lines} now.`,
    ] as const;
  /**
   * What a parser finds: the same line, or another line and why. A scan for declarations finds the same line in all.
   */
  const rows: readonly (readonly [func: string, line: number, stale?: readonly [number, string]])[] = [
    ['(*Hub).run', 10],
    ['(*Hub).run', 13],
    ['(*Hub).run', 21],
    ['(*Hub).run', 20],
    ['(*Hub).run', 29],
    ['(*Hub).run', 14, [10, 'Line 14 is in (*Hub).run.func1 now, and not in (*Hub).run itself.']],
    ['(*Hub).run.func1', 14],
    ['(*Hub).run.func1', 15],
    ['(*Hub).run.func2', 24],
    ['(*Hub).run.func3', 24], // code was dropped or wrapped before it
    ['(*Hub).run.func1', 16, moved('(*Hub).run.func1', 16, '13 to 20')],
    ['(*Hub).run.func2', 29, moved('(*Hub).run.func2', 29, '23 to 25')],
    ['(*Hub).run.func5', 29, [10, 'Line 29 is in (*Hub).run now, and not in (*Hub).run.func5.']],
    ['(*Hub).run.func1.1', 16],
    ['(*Hub).run.func1.2', 18],
    ['(*Hub).run.func1.2', 14, moved('(*Hub).run.func1.2', 14, '17 to 19')],
    ['(*Hub).run.func1.2', 24, moved('(*Hub).run.func1.2', 24, '17 to 19')],
    ['(*Hub).run-range1', 22],
    ['(*Hub).run.gowrap1', 21],
    ['(*Hub).run.func3', 21], // the wrapper of a go statement, up to Go 1.21
    ['(*Hub).run-fm', 10],
    ['(*Hub).run.(*Hub).run.func1.func5', 16], // inlined
    ['one.(*Hub).run.func1', 14], // inlined
    ['Map[...].func1', 35],
    ['Map[...]', 37],
    ['Map[...]', 35, [33, 'Line 35 is in Map[...].func1 now, and not in Map itself.']],
    ['Map[...].func1', 37, moved('Map.func1', 37, '34 to 36')],
    ['one', 40],
    ['one.func1', 40],
    ['init', 3],
    ['init.func1', 4],
    ['init.func7', 4], // numbers count through the package
    ['glob..func1', 4],
    ['init.func1.1', 6],
    ['glob..func1.1', 6],
    ['init.func1', 6, moved('init.func1', 6, '3 to 8')],
    ['glob..func2', 29, moved('init.func1', 29, '3 to 8')],
    ['init', 4, [4, 'Line 4 is in init.func1 now, and not in the initialization of a variable.']],
    ['map.init.0', 3],
    // gccgo numbers the closures of a function in the order of the source, whatever their depth.
    ['(*Hub).run..func1', 14],
    ['(*Hub).run..func2', 16],
    ['(*Hub).run..func3', 24],
    ['(*Hub).run..func2', 29, moved('(*Hub).run..func2', 29, '15 to 17')],
    ['(*Hub).run..func9', 29, [10, 'Line 29 is in (*Hub).run now, and not in (*Hub).run..func9.']],
  ];
  for (const [name, syntax] of syntaxes) {
    const project = new Project({ '/ws/node/hub.go': closures }, folders, syntax);
    for (const [func, line, stale = [line]] of rows) {
      const expected = name === 'tree-sitter' ? stale : [line];
      it(`of ${func} at ${line}, read by ${name}`, async () => {
        const { targets } = await project.resolve(`example.com/lab/node.${func}`, `/app/node/hub.go:${line}`);
        const found = targets.map(({ line, stale }) => [
          line,
          ...(stale === undefined ? [] : [stale.message]),
        ]);
        assert.deepEqual(found, [expected]);
      });
    }
  }
});

describe('A method value', () => {
  const files = {
    '/ws/node/hub.go': `package node

func (h Hub) run() {
	h.each(h.stop)
	h.each(h.stop())
}

func (h Hub) stop() {
	<-h.done
}

func (s session) stop() {
	<-s.done
}

func stop() {
	<-done
}
`,
  };
  for (const [name, syntax] of syntaxes) {
    const project = new Project(files, folders, syntax);
    for (const [func, line, target, stale] of [
      ['Hub.stop-fm', 9, 9, undefined],
      // Up to Go 1.16, its line is that of the expression.
      ['Hub.stop-fm', 4, 4, undefined],
      ['Hub.stop-fm', 5, 8, 'Line 5 is not in Hub.stop, which is at lines 8 to 10 now.'],
      ['Hub.stop-fm', 17, 8, 'Line 17 is not in Hub.stop, which is at lines 8 to 10 now.'],
      ['session.stop-fm', 9, 12, 'Line 9 is not in session.stop, which is at lines 12 to 14 now.'],
      ['stopper.stop-fm', 4, 4, undefined],
      ['stopper.stop-fm', 9, 9, 'stopper.stop is not in this file any more; the dump says line 9.'],
    ] as const) {
      it(`of ${func} at ${line}, read by ${name}`, async () => {
        const { targets } = await project.resolve(`example.com/lab/node.${func}`, `/app/node/hub.go:${line}`);
        assert.deepEqual(
          targets.map((found) => [found.line, found.stale?.message]),
          [[target, stale]],
        );
      });
    }
  }
});

describe('An init function', () => {
  const init = (lines: number) => `${'\n'.repeat(lines)}func init() {\n\tgo func() {\n\t\twait()\n\t}()\n}\n`;
  const two = `package node\n${init(1)}${init(4)}`; // lines 3 to 7 and 12 to 16
  const one = `package node\n${init(1)}`;
  const notHere = (line: number) => `init is not in this file any more; the dump says line ${line}.`;
  for (const [title, files, func, line, targets] of [
    ['is where the dump says', { 'hub.go': two }, 'init.1', 13, ['hub.go:13 proven']],
    ['may have others before it, in other files', { 'hub.go': two }, 'init.4', 4, ['hub.go:4 proven']],
    [
      'is none that comes later in the file',
      { 'hub.go': two },
      'init.0',
      13,
      ['hub.go:3 likely: Line 13 is not in init, which is at lines 3 to 7 now.'],
    ],
    [
      'is ambiguous if the line is in none of several',
      { 'hub.go': two },
      'init.1',
      40,
      [
        'hub.go:12 possible: Line 40 is in none of the 2 functions init of this file: which of them it was is ambiguous.',
      ],
    ],
    [
      'is ambiguous, and so are its closures',
      { 'hub.go': two },
      'init.2.func1',
      9,
      [
        'hub.go:3 possible: Line 9 is in none of the 2 functions init of this file: which of them it was is ambiguous.',
      ],
    ],
    [
      'is not one of a test',
      { 'hub.go': 'package node\n', 'hub_test.go': one },
      'init.0',
      4,
      [`hub.go:2 possible: ${notHere(4)}`],
    ],
    [
      'of a test is not one of the program',
      { 'hub_test.go': 'package node\n', 'hub.go': one },
      'init.0',
      4,
      [`hub_test.go:2 possible: ${notHere(4)}`],
    ],
    [
      'may be in another file now',
      { 'hub.go': 'package node\n', 'hub_test.go': one, 'other.go': one },
      'init.1',
      40,
      [`other.go:3 likely: ${notHere(40)} It is in another file of its package now.`],
    ],
    [
      'may be in any of several files now',
      { 'hub.go': 'package node\n', 'a.go': one, 'b.go': one },
      'init.1',
      40,
      [
        `hub.go:2 possible: ${notHere(40)} Its package has 2 in other files: which of them it was is ambiguous.`,
      ],
    ],
    [
      'may be any of another file now',
      { 'hub.go': 'package node\n', 'a.go': two },
      'init.1',
      40,
      [
        `hub.go:2 possible: ${notHere(40)} Its package has 2 in other files: which of them it was is ambiguous.`,
      ],
    ],
    [
      'is in the other file that has one at the line',
      { 'hub.go': 'package node\n', 'a.go': `package node\n${init(30)}`, 'b.go': one },
      'init.1',
      5,
      [`b.go:5 likely: ${notHere(5)} It is in another file of its package now.`],
    ],
  ] as const) {
    for (const [name, syntax] of syntaxes) {
      it(`${title}, read by ${name}`, async () => {
        const own = Object.fromEntries(
          Object.entries(files).map(([file, text]) => [`/ws/node/${file}`, text] as const),
        );
        const [named] = Object.keys(files);
        const { targets: found } = await new Project(own, folders, syntax).resolve(
          `example.com/lab/node.${func}`,
          `/app/node/${named}:${line}`,
        );
        const shown = found.map(({ uri, line, confidence, stale }) => {
          const place = `${uri.slice('file:///ws/node/'.length)}:${line} ${confidence}`;
          return stale === undefined ? place : `${place}: ${stale.message}`;
        });
        assert.deepEqual(shown, targets);
      });
    }
  }
});

describe('A function that is set to a variable', () => {
  it('is ambiguous if the line is in none of several', async () => {
    const text = 'package node\n\nvar a = func() {\n\twait()\n}\n\nvar b = func() {\n\twait()\n}\n';
    const [, tree] = syntaxes.find(([name]) => name === 'tree-sitter')!;
    const project = new Project({ '/ws/node/hub.go': text }, folders, tree);
    for (const func of ['init.func2', 'glob..func2']) {
      const { targets } = await project.resolve(`example.com/lab/node.${func}`, '/app/node/hub.go:6');
      assert.deepEqual(
        targets.map(({ line, confidence, stale }) => [line, confidence, stale?.message]),
        [
          [
            6,
            'possible',
            'Line 6 is in none of the 2 functions that variables are set to here: which of them it was is ambiguous.',
          ],
        ],
      );
    }
  });
});

describe('A function in several files', () => {
  const lock = (constraint: string, lines: number) =>
    `//go:build ${constraint}\n\npackage node\n${'\n'.repeat(lines)}\nfunc lock() {\n\twait()\n}\n`;

  it('for several build constraints is in the one whose function has the line', async () => {
    for (const [, syntax] of syntaxes) {
      const files = {
        '/ws/node/lock.go': 'package node\n',
        '/ws/node/lock_linux.go': lock('linux', 10),
        '/ws/node/lock_other.go': lock('!linux', 20),
      };
      const project = new Project(files, folders, syntax);
      const targets = (line: number) =>
        project.targets('example.com/lab/node.lock', `/app/node/lock.go:${line}`);
      assert.deepEqual(await targets(16), ['/ws/node/lock_linux.go:16 likely']);
      assert.deepEqual(await targets(26), ['/ws/node/lock_other.go:26 likely']);
      assert.deepEqual(await targets(99), ['/ws/node/lock_linux.go:15 likely']);
    }
  });

  it('one of which is a test’s is in the one that is like the frame’s', async () => {
    for (const [, syntax] of syntaxes) {
      const files = {
        '/ws/node/lock.go': 'package node\n',
        '/ws/node/lock_test.go': 'package node\n',
        '/ws/node/a_test.go': lock('linux', 10),
        '/ws/node/b.go': lock('linux', 20),
      };
      const project = new Project(files, folders, syntax);
      const targets = (file: string) => project.targets('example.com/lab/node.lock', `/app/node/${file}:16`);
      assert.deepEqual(await targets('lock.go'), ['/ws/node/b.go:25 likely']);
      assert.deepEqual(await targets('lock_test.go'), ['/ws/node/a_test.go:16 likely']);
    }
  });

  it('of the same name is in the one whose function has the line', async () => {
    for (const [name, syntax] of syntaxes) {
      const closure = (lines: number) =>
        `package node\n${'\n'.repeat(lines)}\nfunc lock() {\n\tgo func() {\n\t\twait()\n\t}()\n\twait()\n\twait()\n}\n`;
      const files = { '/ws/a/node/lock.go': closure(10), '/ws/b/node/lock.go': closure(13) };
      const project = new Project(files, { folders: ['/ws'] }, syntax);
      const targets = await project.targets('example.com/lab/node.lock.func1', '/app/node/lock.go:17');
      const [a, b] = ['/ws/a/node/lock.go:17 possible', '/ws/b/node/lock.go:17 possible'];
      // A scan cannot know that the line is after the closure in one of them.
      assert.deepEqual(targets, name === 'tree-sitter' ? [b] : [a, b]);
    }
  });
});
