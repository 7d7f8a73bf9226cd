import assert from 'node:assert/strict';
import type { Program } from '../../../src/core';
import type { Expr, Func, Step } from '../../../src/core/facts/code';
import type { GoType } from '../../../src/core/facts/goType';
import { stepsIn } from '../../../src/core/facts/steps';
import { programOf } from '../diagnose/program';
import { funcName } from './stepTexts';

/** What the argument of `probe(…)` and the function around the call are. */
async function probed(
  code: string,
  others: Readonly<Record<string, string>> = {},
): Promise<{ readonly program: Program; readonly func: Func; readonly expr: Expr }> {
  const program = await programOf({ 'x/x.go': `package x\n${code}\n`, ...others });
  for (const func of program.package('file:///x')!.file('file:///x/x.go')!.functions) {
    for (const step of stepsIn(func.body)) {
      if (isProbe(step)) return { program, func, expr: step.call.args[0]! };
    }
  }
  throw new Error('The code has no probe.');
}

function isProbe(step: Step): step is Step & { kind: 'call' } {
  return step.kind === 'call' && step.call.callee.kind === 'name' && step.call.callee.name === 'probe';
}

function typeName(type: GoType): string {
  switch (type.kind) {
    case 'named':
      return `${type.pkg.replace('file:///', '')}${type.pkg === '' ? '' : '.'}${type.name}`;
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

const hub = `import ("sync"; "lab/y")
type Hub struct {
	sync.RWMutex
	*base
	out   chan int
	rooms map[string]*Room
	list  []Room
}
type base struct { done chan struct{} }
type Room struct { mu sync.Mutex }
type Runner interface { Run() }
type alias = *Hub
func newHub() (*Hub, error) { return nil, nil }
func (h *Hub) room() *Room { return nil }
func (b *base) Close() {}
func (r Room) Run() {}
var global = y.Shared
`;
const y = {
  'y/y.go': 'package y\n\nimport "sync"\n\nvar Shared *sync.Mutex\n\nfunc Open() chan bool { return nil }\n',
};

describe('The type of an expression', () => {
  const types: readonly (readonly [title: string, code: string, type: string])[] = [
    ['a parameter', 'func f(c chan int) { probe(c) }', 'chan int'],
    ['a receiver', 'func (h *Hub) f() { probe(h) }', '*x.Hub'],
    ['a field, through a pointer', 'func (h *Hub) f() { probe(h.out) }', 'chan int'],
    ['a promoted field', 'func (h *Hub) f() { probe(h.done) }', 'chan struct'],
    ['an element of a map', 'func (h *Hub) f() { probe(h.rooms["a"]) }', '*x.Room'],
    ['a field of an element of a slice', 'func (h *Hub) f() { probe(h.list[0].mu) }', 'sync.Mutex'],
    ['a received value', 'func f(c chan *Room) { probe(<-c) }', '*x.Room'],
    ['a first result', 'func f() { h, err := newHub(); probe(h); use(err) }', '*x.Hub'],
    ['a second result', 'func f() { h, err := newHub(); use(h); probe(err) }', 'error'],
    ['the result of a method', 'func (h *Hub) f() { probe(h.room().mu) }', 'sync.Mutex'],
    ['the result of a function of another package', 'func f() { probe(y.Open()) }', 'chan bool'],
    ['a variable of another package', 'func f() { probe(y.Shared) }', '*sync.Mutex'],
    ['a package-level variable', 'func f() { probe(global) }', '*sync.Mutex'],
    ['a composite literal', 'func f() { r := &Room{}; probe(r) }', 'x.Room'],
    ['a channel that is made', 'func f() { c := make(chan Room, 1); probe(c) }', 'chan x.Room'],
    [
      'an element of a range over a map',
      'func (h *Hub) f() { for _, r := range h.rooms { probe(r) } }',
      '*x.Room',
    ],
    [
      'an element of a range over a channel',
      'func f(c chan Room) { for r := range c { probe(r) } }',
      'x.Room',
    ],
    ['a variable of the function around', 'func f(c chan int) { go func() { probe(c) }() }', 'chan int'],
    ['a conversion', 'func f(x any) { probe(Room(x)) }', 'x.Room'],
    ['a function literal', 'func f() { do := func() {}; probe(do) }', 'func'],
    ['an unknown name', 'func f() { probe(nobody) }', 'unknown'],
    ['an unknown field', 'func (h *Hub) f() { probe(h.nothing) }', 'unknown'],
  ];
  for (const [title, code, type] of types) {
    it(`is that of ${title}`, async () => {
      const { program, func, expr } = await probed(`${hub}${code}`, y);
      assert.equal(typeName(program.typeOf(expr, func)), type);
    });
  }

  it('is unknown where declarations refer to each other', async () => {
    const { program, func, expr } = await probed('var a = b\nvar b = a\nfunc f() { probe(a) }');
    assert.equal(typeName(program.typeOf(expr, func)), 'unknown');
  });

  it('ends for a type that is declared by itself', async () => {
    const { program, func, expr } = await probed(
      'type a b\ntype b a\ntype s struct { *s }\nfunc f(x a) { probe(x) }',
    );
    assert.equal(program.underlying(program.typeOf(expr, func)).kind, 'named');
    assert.equal(program.fieldIn({ kind: 'named', pkg: 'file:///x', name: 's' }, 'missing'), undefined);
  });
});

describe('The functions that a call may run', () => {
  const calls: readonly (readonly [title: string, code: string, targets: readonly string[]])[] = [
    ['a function', 'func f() { probe(newHub()) }', ['newHub']],
    ['a method', 'func (h *Hub) f() { probe(h.room()) }', ['Hub.room']],
    ['a promoted method', 'func (h *Hub) f() { probe(h.Close()) }', ['base.Close']],
    ['the methods of an interface', 'func f(r Runner) { probe(r.Run()) }', ['Room.Run']],
    [
      'the methods of the types that have all methods of an interface, promoted ones too',
      `type Machine interface { Runner; Stop() }
type Car struct{}
func (Car) Run() {}
func (Car) Stop() {}
type Bus struct { Car }
func (*Bus) Run() {}
func f(m Machine) { probe(m.Run()) }`,
      ['Car.Run', 'Bus.Run'],
    ],
    ['a function of another package', 'func f() { probe(y.Open()) }', ['Open']],
    ['a literal', 'func f() { probe(func() int { return 1 }()) }', ['f.func']],
    ['a variable that is a literal', 'func f() { do := func() int { return 1 }; probe(do()) }', ['f.func']],
    ['no function, for a parameter', 'func f(newHub func() int) { probe(newHub()) }', []],
    [
      'no function, for a method of a package that was not read',
      'func (h *Hub) f() { probe(h.TryLock()) }',
      [],
    ],
  ];
  for (const [title, code, targets] of calls) {
    it(`are ${title}`, async () => {
      const { program, func, expr } = await probed(`${hub}${code}`, y);
      assert.ok(expr.kind === 'call');
      assert.deepEqual(program.targets(expr.call, func).map(funcName), targets);
    });
  }
});

describe('The function of a frame', () => {
  const code = `package x

func f() {
	go func() {
		defer func() {
			work()
		}()
		work()
	}()
	work()
}
`;
  const nameAt = async (line: number, symbol: string) => {
    const func = (await programOf({ 'x/x.go': code })).functionAt('file:///x/x.go', line, symbol);
    return func && funcName(func);
  };

  it('is the innermost one around the line, as deep in literals as the symbol', async () => {
    assert.equal(await nameAt(10, 'lab/x.f'), 'f');
    assert.equal(await nameAt(8, 'lab/x.f.func1'), 'f.func');
    assert.equal(await nameAt(6, 'lab/x.f.func1.1'), 'f.func.func');
    assert.equal(await nameAt(4, 'lab/x.f'), 'f');
    assert.equal(await nameAt(9, 'lab/x.f.func1'), 'f.func');
  });

  it('is a literal, if inlining has changed the depth that the symbol shows', async () => {
    assert.equal(await nameAt(6, 'lab/x.main.f.func2'), 'f.func');
    assert.equal(await nameAt(8, 'lab/x.g.f.func1.2.3'), 'f.func');
  });

  it('is undefined for the wrapper of a go or defer statement, and outside of functions', async () => {
    assert.equal(await nameAt(4, 'lab/x.f.gowrap1'), undefined);
    assert.equal(await nameAt(5, 'lab/x.f.func1.deferwrap1'), undefined);
    assert.equal(await nameAt(1, 'lab/x.f'), undefined);
  });
});

describe('A name refers', () => {
  const ownerOf = async (code: string) => {
    const { program, func, expr } = await probed(`${hub}${code}`);
    assert.ok(expr.kind === 'name');
    const found = program.variable(expr.name, func);
    return found && (found.owner === undefined ? 'package' : funcName(found.owner));
  };

  it('to a variable of the function before one of the package', async () => {
    assert.equal(await ownerOf('func f() { global := 1; probe(global) }'), 'f');
    assert.equal(await ownerOf('func f() { probe(global) }'), 'package');
  });

  it('to a variable of the function around a literal', async () => {
    assert.equal(await ownerOf('func f(c chan int) { go func() { probe(c) }() }'), 'f');
    assert.equal(await ownerOf('func f(c chan int) { go func(c chan int) { probe(c) }(c) }'), 'f.func');
  });

  it('to nothing that is known', async () => {
    assert.equal(await ownerOf('func f() { probe(y) }'), undefined);
  });
});

describe('A struct', () => {
  it('has promoted fields, by the path of embedded fields', async () => {
    const { program, func, expr } = await probed(`${hub}func (h *Hub) f() { probe(h) }`);
    const found = program.fieldIn(program.typeOf(expr, func), 'done');
    assert.deepEqual(
      found?.path.map(({ name }) => name),
      ['base', 'done'],
    );
  });

  it('may embed a lock', async () => {
    const { program, func, expr } = await probed(`${hub}func (h *Hub) f(r Room) { probe(h) }`);
    assert.equal(program.embeddedLock(program.typeOf(expr, func)), 'RWMutex');
    assert.equal(program.embeddedLock(func.params[0]!.type), undefined);
  });
});
