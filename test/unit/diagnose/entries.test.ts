import assert from 'node:assert/strict';
import { finish } from '../../../src/core';
import { entriesOf } from '../../../src/core/diagnose/entries';
import { programOf } from './program';

/** Names of the functions that code which was not read may call; literals by their line. */
async function entries(code: string): Promise<readonly string[]> {
  const program = await programOf({
    'x/x.go': `package x\n\nimport ("sync"; "net/http"; "time"; "slices")\n${code}`,
  });
  return Array.from(finish(entriesOf(program, [])).all, ({ name, line }) => name || `literal ${line}`).sort();
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
  'no literal of a go statement': ['func main() {\ngo func() {}()\n}', []],
  'a literal that is kept in a field': [
    'type S struct{ f func() }\nfunc main() {\ns := &S{}\ns.f = func() {}\n_ = s\n}',
    ['literal 7'],
  ],
};

describe('Code that was not read may call', () => {
  for (const [title, [code, names]] of Object.entries(cases)) {
    it(title, async () => {
      assert.deepEqual(await entries(code), names);
    });
  }
});
