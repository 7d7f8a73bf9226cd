import assert from 'node:assert/strict';
import type { Func } from '../../../src/core/facts/code';
import type { GoType } from '../../../src/core/facts/goType';
import { programOf } from '../diagnose/program';
import { funcName, stepTexts } from './stepTexts';

async function functionsIn(code: string): Promise<readonly Func[]> {
  const program = await programOf({ 'x/x.go': `package x\n${code}\n` });
  return program.package('file:///x')!.file('file:///x/x.go')!.functions;
}

function typeName(type: GoType): string {
  switch (type.kind) {
    case 'named':
      return type.name;
    case 'pointer':
      return `*${typeName(type.elem)}`;
    case 'chan':
    case 'list':
    case 'map':
      return `${type.kind} ${typeName(type.elem)}`;
    default:
      return type.kind;
  }
}

const named = (variables: Func['params']) => variables.map(({ name, type }) => `${name} ${typeName(type)}`);

describe('The functions of a file', () => {
  it('are its functions and methods, and literals after the function around them', async () => {
    const code = `func f() {
	g(func() {
		go func() {}()
	})
}
func (h *Hub) run() { defer func() {}() }
func (h Hub) stop() {}
func (l *List[T]) add() {}`;
    const all = await functionsIn(code);
    assert.deepEqual(
      all.map((func) => [funcName(func), func.depth, func.line, func.endLine]),
      [
        ['f', 0, 2, 6],
        ['f.func', 1, 3, 5],
        ['f.func.func', 2, 4, 4],
        ['Hub.run', 0, 7, 7],
        ['Hub.run.func', 1, 7, 7],
        ['Hub.stop', 0, 8, 8],
        ['List.add', 0, 9, 9],
      ],
    );
  });

  it('include one that sets a package-level variable, with its literals', async () => {
    const [init, literal] = await functionsIn('var handler = func() { <-c }');
    assert.deepEqual(init && stepTexts(init.body), ['handler = func <-c']);
    assert.deepEqual([literal?.outer, literal?.depth, literal?.body.length], [init, 1, 1]);
  });

  it('have parameters with their types, one for each name', async () => {
    const [func] = await functionsIn('func f(a, b int, c chan string, rest ...*Hub) {}');
    assert.deepEqual(named(func!.params), ['a int', 'b int', 'c chan string', 'rest list *Hub']);
  });

  it('have parameters without names, which keep their places', async () => {
    const [func] = await functionsIn('func f(int, chan bool) {}');
    assert.deepEqual(named(func!.params), ['_ int', '_ chan bool']);
  });

  it('have the types of their results, and named results as variables', async () => {
    const [none, one, two] = await functionsIn(
      'func a() {}\nfunc b() <-chan int { return nil }\nfunc c() (x, y *Hub, err error) { return }',
    );
    assert.deepEqual(none!.results, []);
    assert.deepEqual(one!.results.map(typeName), ['chan int']);
    assert.deepEqual(two!.results.map(typeName), ['*Hub', '*Hub', 'error']);
    assert.deepEqual(named([...two!.variables.values()]), ['x *Hub', 'y *Hub', 'err error']);
  });

  it('have their receiver', async () => {
    const [method, func] = await functionsIn('func (h *Hub) run() {}\nfunc run() {}');
    assert.deepEqual(named([method!.receiver!]), ['h *Hub']);
    assert.equal(func!.receiver, undefined);
  });

  it('may have no body, as functions in assembly', async () => {
    const [func] = await functionsIn('func now() int64');
    assert.deepEqual([func?.name, func?.body], ['now', []]);
  });
});
