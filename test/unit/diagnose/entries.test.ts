import assert from 'node:assert/strict';
import { finish } from '../../../src/core';
import { entriesOf } from '../../../src/core/diagnose/code/entries';
import { partiesIn } from './parties';
import { programOf } from './program';

/** Names of the functions that code which was not read may call; literals by their line. `x` is the package of `main`. */
async function entries(
  code: string,
  when?: 'always' | 'soon',
  { api = '', missing = 0 }: { readonly api?: string; readonly missing?: number } = {},
): Promise<readonly string[]> {
  const text = `package x\n\nimport ("sync"; "net/http"; "time"; "slices")\n${code}`;
  const program = await programOf({ 'x/x.go': text, 'y/y.go': `package y\n\n${api}\n` }, 8, missing);
  const parties = [...partiesIn(text, program).values()];
  return [...finish(entriesOf(program, parties))]
    .filter(([, time]) => when === undefined || time === when)
    .map(([{ name, line }]) => name || `literal ${line}`)
    .sort();
}

/** The beginning of the code of `main`, which is in the dump. */
const start = 'func main() {\n\ttime.Sleep(1) // main sleep\n';
/** An exported function of another package. */
const api = 'func Open(c chan int) { <-c }';

const cases: Readonly<Record<string, readonly [code: string, names: readonly string[]]>> = {
  'an exported function without a caller': ['func Do() {}', ['Do']],
  'no function that has a caller': ['func Do() { done() }\nfunc done() {}', ['Do']],
  'no unexported function that nobody calls': ['func done() {}', []],
  'no main, init and tests': ['func main() {}\nfunc init() {}\nfunc TestX() {}', []],
  'a handler that a server was given': [
    'func main() { http.HandleFunc("/", serve) }\nfunc serve() {}',
    ['serve'],
  ],
  'a method as a handler': [
    'type S struct{}\nfunc (s *S) serve() {}\nfunc main() { s := &S{}; http.HandleFunc("/", s.serve) }',
    ['serve'],
  ],
  'a literal that a timer was given': ['func main() {\ntime.AfterFunc(1, func() {})\n}', ['literal 5']],
  'no literal that is called at once': ['func main() {\nslices.SortFunc(nil, func() {})\n}', []],
  'a literal that a map of package sync keeps': [
    'func main() {\nvar m sync.Map\nm.Store(1, func() {})\n}',
    ['literal 6'],
  ],
  'the methods of what is registered': [
    'type S struct{}\nfunc (s *S) Stop() {}\nfunc (s *S) stop() {}\nfunc main() { http.Register(&S{}) }',
    ['Stop'],
  ],
  'no literal of a go statement': ['func main() {\ngo func() {}()\n}', []],
  'a literal in a field that other packages see': [
    'type S struct{ F func(); g func() }\nfunc main() {\ns := &S{F: func() {}}\ns.g = func() {}\n_ = s\n}',
    ['literal 6'],
  ],
  'no literal that is kept in a variable or field, which is followed': [
    'type S struct{ f func() }\nfunc start(s *S) {\n\ts.f = func() {}\n}',
    [],
  ],
  'a handler that is converted for a server': [
    'type h func()\nfunc (f h) ServeHTTP() { f() }\nfunc main() { http.Handle("/", h(serve)) }\nfunc serve() {}',
    ['ServeHTTP', 'serve'],
  ],
  'no literal that is kept as an interface which functions implement': [
    'type runner interface { run() }\ntype f func()\nfunc (g f) run() { g() }\nfunc all() []runner { return []runner{f(func() {})} }',
    [],
  ],
  'a literal that is kept as any value': [
    'func main() {\nvar kept any = func() {}\n_ = kept\n}',
    ['literal 5'],
  ],
  'a literal in a value of a type that was not read': [
    'func main() {\n_ = &http.Server{ConnState: func() {}}\n}',
    ['literal 5'],
  ],
  'a literal that an exported function returns': [
    'func Release() func() { return func() {} }\nfunc release() func() { return func() {} }',
    ['Release', 'literal 4'],
  ],
};

describe('Code that was not read may call', () => {
  for (const [title, [code, names]] of Object.entries(cases)) {
    it(title, async () => {
      assert.deepEqual(await entries(code), names);
    });
  }
});

describe('Code that was not read may always call', () => {
  it('what a server was given, also in a field of its type', async () => {
    const code = `${start}	s := &http.Server{ConnState: func() {}}
	s.Handler = func() {}
	http.HandleFunc("/", serve)
}
func serve() {}`;
    assert.deepEqual(await entries(code, 'always'), ['literal 6', 'literal 7', 'serve']);
  });

  it('methods by which libraries call, in any package', async () => {
    const code = 'type S struct{}\nfunc (s *S) ServeHTTP() {}\nfunc (s *S) serve() {}';
    assert.deepEqual(await entries(code, 'always'), ['ServeHTTP']);
  });

  it('the functions of an API', async () => {
    assert.deepEqual(await entries('func Do() {}', 'always'), ['Do']);
  });

  it('the functions of an API for other packages of the program that were not read', async () => {
    assert.deepEqual(await entries(`${start}}`, 'always', { api, missing: 1 }), ['Open']);
  });
});

describe('Code that was not read may soon, but not later call', () => {
  it('the functions of an API in a program that was read', async () => {
    const code = `${start}}`;
    assert.deepEqual(await entries(code, 'always', { api }), []);
    assert.deepEqual(await entries(code, 'soon', { api }), ['Open']);
  });
});
