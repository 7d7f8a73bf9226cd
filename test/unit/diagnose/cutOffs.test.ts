import assert from 'node:assert/strict';
import { found } from './parties';
import { heldHere } from './program';

/** Methods `f0` to `f20`, each of which calls the next one; the last one does what is said. */
function chain(last: string): string {
  const calls = Array.from({ length: 20 }, (_, n) => `func (h *hub) f${n}() { h.f${n + 1}() }`);
  return [...calls, `func (h *hub) f20() { ${last} }`].join('\n');
}

/** Types `t0` and on, each with a method `run` that does what is said. */
function types(count: number, run: string): string {
  return Array.from({ length: count }, (_, n) => `type t${n} struct{}\nfunc (t${n}) run() { ${run} }`).join(
    '\n',
  );
}

describe('Who comes to an operation', () => {
  const sender = (code: string, run: string) => `var out = make(chan int)
var last chan int
${code}
func start(all []func(), task runner) {
	time.Sleep(1) // sender sleep
	${run}
}
type runner interface { run() }
func main() { send() }
func send() {
	<-out // reader receive
	last <- 1
}`;

  it('is found through many calls', async () => {
    const code = `type hub struct{}\n${chain('out <- 1')}`;
    assert.deepEqual(await found(sender(code, '(&hub{}).f0()')), []);
  });

  it('is found through a method that many types have', async () => {
    assert.deepEqual(await found(sender(types(20, 'out <- 1'), 'task.run()')), []);
  });

  it('is possible through a method that too many types have', async () => {
    const code = `var out = make(chan int)
${types(70, '<-out')}
type runner interface { run() }
func start(task runner) {
	time.Sleep(1) // starter sleep
	task.run()
}
func put() {
	out <- 1 // sender send
}`;
    assert.deepEqual(await found(code), ['possible noCounterpart: sender out']);
  });

  it('is found among many functions of one field', async () => {
    const set = Array.from({ length: 20 }, (_, n) => `	all["${n}"] = func() { println(${n}) }`).join('\n');
    const code = `var out = make(chan int)
var all = map[string]func(){}
func init() {
${set}
	all["last"] = func() { <-out }
}
func start() {
	time.Sleep(1) // starter sleep
	all["last"]()
}
func put() {
	out <- 1 // sender send
}`;
    assert.deepEqual(await found(code), []);
  });
});

describe('A lock', () => {
  it('may be released through many calls', async () => {
    const code = `type hub struct { mu sync.Mutex }
${chain('h.mu.Unlock()')}
func (h *hub) run() {
	h.mu.Lock()
	h.f0()
	println() // here
}`;
    assert.deepEqual(await heldHere(code), ['h.mu write?']);
  });

  it('may be released by one of the methods that a call may run', async () => {
    const code = `type hub struct { mu sync.Mutex }
type keeper struct { h *hub }
type freer struct { h *hub }
type ender interface { end() }
func (k *keeper) end() {}
func (f *freer) end() { f.h.mu.Unlock() }
func (h *hub) run(e ender) {
	h.mu.Lock()
	e.end()
	println() // here
}`;
    assert.deepEqual(await heldHere(code), ['h.mu write?']);
  });
});
