import assert from 'node:assert/strict';
import { finish } from '../../../src/core';
import { Identities } from '../../../src/core/diagnose/objects/identity';
import { syncCall } from '../../../src/core/facts/syncCalls';
import { stepsIn } from '../../../src/core/facts/steps';
import { programOf } from './program';

/** For each call of Lock, in the order of the text: the lock as written, and the number of its object. */
async function locked(code: string): Promise<readonly string[]> {
  const program = await programOf({ 'x/x.go': `package x\n\nimport "sync"\n${code}` });
  const identities = finish(Identities.make(program));
  const file = program.package('file:///x')!.file('file:///x/x.go')!;
  const keys: string[] = [];
  const found = file.functions.flatMap((func) =>
    [...stepsIn(func.body)].flatMap((step) => {
      const sync = step.kind === 'call' ? syncCall(step.call, func, program) : undefined;
      if (sync?.operation !== 'lock') return [];
      const resource = identities.resource(sync.object, func);
      if (resource === undefined) return [{ line: step.line, text: '?' }];
      if (!keys.includes(resource.key)) keys.push(resource.key);
      return [{ line: step.line, text: `${resource.text} ${keys.indexOf(resource.key) + 1}` }];
    }),
  );
  return [...found].sort((a, b) => a.line - b.line).map(({ text }) => text);
}

describe('A lock', () => {
  it('is the same in all methods of its owner, and another one in each field', async () => {
    const code = `type hub struct { mu, other sync.Mutex }
func (h *hub) a() { h.mu.Lock() }
func (x *hub) b() { x.mu.Lock() }
func (h *hub) c() { h.other.Lock() }`;
    assert.deepEqual(await locked(code), ['h.mu 1', 'x.mu 1', 'h.other 2']);
  });

  it('is the same through a parameter, a constructor and another struct', async () => {
    const code = `type hub struct { mu *sync.Mutex }
type view struct { hub *hub }
func newHub() *hub {
	mu := &sync.Mutex{}
	mu.Lock()
	return &hub{mu: mu}
}
func take(lock *sync.Mutex) {
	lock.Lock()
}
func (v *view) a() {
	v.hub.mu.Lock()
	take(v.hub.mu)
}`;
    assert.deepEqual(await locked(code), ['mu 1', 'lock 1', 'v.hub.mu 1']);
  });

  it('is the promoted one of an embedded struct', async () => {
    const code = `type base struct { sync.Mutex }
type hub struct { base }
func (h *hub) a() { h.Lock() }
func (h *hub) b() { h.base.Lock() }
func (b *base) c() { b.Mutex.Lock() }`;
    assert.deepEqual(await locked(code), ['h.Mutex 1', 'h.base.Mutex 1', 'b.Mutex 1']);
  });

  it('is another one in each function that declares it, but not in a literal', async () => {
    const code = `func a() {
	var mu sync.Mutex
	mu.Lock()
	func() {
		mu.Lock()
	}()
}
func b() {
	var mu sync.Mutex
	mu.Lock()
}`;
    assert.deepEqual(await locked(code), ['mu 1', 'mu 1', 'mu 2']);
  });

  it('is of the package, if a package-level variable is not hidden by a local one', async () => {
    const code = `var mu sync.Mutex
func a() {
	mu.Lock()
}
func b(mu *sync.Mutex) {
	mu.Lock()
}`;
    assert.deepEqual(await locked(code), ['mu 1', 'mu 2']);
  });
});
