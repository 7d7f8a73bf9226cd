import assert from 'node:assert/strict';
import { finish } from '../../../src/core';
import { entriesOf } from '../../../src/core/diagnose/entries';
import { programOf } from './program';

/** Names of the functions that code which was not read may call; literals by their line. */
async function entries(code: string): Promise<readonly string[]> {
  const program = await programOf({
    'x/x.go': `package x\n\nimport ("sync"; "net/http"; "time"; "slices")\n${code}`,
  });
  return Array.from(
    finish(entriesOf(program, [], new Set())).all,
    ({ name, line }) => name || `literal ${line}`,
  ).sort();
}

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
