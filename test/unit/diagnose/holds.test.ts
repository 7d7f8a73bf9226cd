import assert from 'node:assert/strict';
import { heldHere } from './program';

const hub = `
type Hub struct {
	mu  sync.Mutex
	rw  sync.RWMutex
	out chan int
}
func wait() {}
`;

interface Case {
  readonly title: string;
  readonly code: string;
  readonly held: readonly string[];
}

const cases: readonly Case[] = [
  {
    title: 'after Lock',
    code: `func (h *Hub) f() {
	h.mu.Lock()
	wait() // here
	h.mu.Unlock()
}`,
    held: ['h.mu write'],
  },
  {
    title: 'of a struct that a struct embeds which is embedded itself',
    code: `type Inner struct {
	sync.Mutex
}
type Middle struct {
	Inner
}
type Outer struct {
	*Middle
}
func (o *Outer) f() {
	o.Lock()
	wait() // here
	o.Unlock()
}`,
    held: ['o.Mutex write'],
  },
  {
    title: 'of the key of a map that a loop ranges over',
    code: `func f(hubs map[*Hub]int) {
	for h := range hubs {
		h.mu.Lock()
		wait() // here
		h.mu.Unlock()
	}
}`,
    held: ['h.mu write'],
  },
  {
    title: 'not any more, where a goroutine was started that unlocks',
    code: `func (h *Hub) f() {
	h.mu.Lock()
	go func() {
		defer h.mu.Unlock()
		wait()
	}()
	wait() // here
}`,
    held: [],
  },
  { title: 'not before Lock', code: 'func (h *Hub) f() {\n\th.mu.Lock() // here\n}', held: [] },
  {
    title: 'not after Unlock',
    code: 'func (h *Hub) f() {\n\th.mu.Lock()\n\th.mu.Unlock()\n\twait() // here\n}',
    held: [],
  },
  {
    title: 'until the function returns, where Unlock is deferred',
    code: 'func (h *Hub) f() {\n\th.rw.RLock()\n\tdefer h.rw.RUnlock()\n\th.out <- 1 // here\n}',
    held: ['h.rw read deferred'],
  },
  {
    title: 'where a literal that is deferred unlocks',
    code: 'func (h *Hub) f() {\n\th.mu.Lock()\n\tdefer func() { h.mu.Unlock() }()\n\twait() // here\n}',
    held: ['h.mu write deferred'],
  },
  {
    title: 'perhaps, where one branch has locked',
    code: 'func (h *Hub) f(b bool) {\n\tif b {\n\t\th.mu.Lock()\n\t}\n\twait() // here\n}',
    held: ['h.mu write?'],
  },
  {
    title: 'where the other branch has returned',
    code: 'func (h *Hub) f(b bool) {\n\th.mu.Lock()\n\tif b {\n\t\th.mu.Unlock()\n\t\treturn\n\t}\n\twait() // here\n}',
    held: ['h.mu write'],
  },
  {
    title: 'perhaps at the top of a loop that a continue leaves with the lock',
    code: `func (h *Hub) f(list []int) {
	for _, n := range list {
		h.mu.Lock() // here
		if n == 0 {
			continue
		}
		h.mu.Unlock()
	}
}`,
    held: ['h.mu write?'],
  },
  {
    title: 'not at the top of a loop that releases it each time',
    code: `func (h *Hub) f() {
	for {
		h.mu.Lock() // here
		h.mu.Unlock()
	}
}`,
    held: [],
  },
  {
    title: 'after a method that locks',
    code: `func (h *Hub) lock() { h.mu.Lock() }
func (h *Hub) unlock() { h.mu.Unlock() }
func (h *Hub) f() {
	h.lock()
	wait() // here
	h.unlock()
}`,
    held: ['h.mu write'],
  },
  {
    title: 'until the function returns, where a method that unlocks is deferred',
    code: `func (h *Hub) lock() { h.mu.Lock() }
func (h *Hub) unlock() { h.mu.Unlock() }
func (h *Hub) f() {
	h.lock()
	defer h.unlock()
	wait() // here
}`,
    held: ['h.mu write deferred'],
  },
  {
    title: 'on the side of TryLock that has it',
    code: 'func (h *Hub) f() {\n\tif !h.mu.TryLock() {\n\t\treturn\n\t}\n\twait() // here\n}',
    held: ['h.mu write'],
  },
  {
    title: 'not on the side of TryLock that has not',
    code: 'func (h *Hub) f() {\n\tif !h.mu.TryLock() {\n\t\twait() // here\n\t}\n}',
    held: [],
  },
  {
    title: 'of an embedded lock',
    code: 'type Map struct {\n\tsync.RWMutex\n}\nfunc (m *Map) f() {\n\tm.Lock()\n\twait() // here\n}',
    held: ['m.RWMutex write'],
  },
  {
    title: "of a package's variable",
    code: 'var global sync.Mutex\nfunc f() {\n\tglobal.Lock()\n\twait() // here\n}',
    held: ['global write'],
  },
  {
    title: 'in a case of a switch',
    code: `func (h *Hub) f(n int) {
	switch n {
	case 1:
		h.mu.Lock()
		wait() // here
	default:
		h.rw.Lock()
	}
}`,
    held: ['h.mu write'],
  },
  {
    title: 'in the case of a switch to which another one falls through',
    code: `func (h *Hub) f(n int) {
	switch n {
	case 1:
		h.mu.Lock()
		fallthrough
	case 2:
		wait() // here
	}
}`,
    held: ['h.mu write?'],
  },
  {
    title: 'in a case that only falls through from another one',
    code: `func (h *Hub) f(n int) {
	h.mu.Lock()
	switch n {
	case 1:
		h.mu.Unlock()
		fallthrough
	default:
		wait() // here
	}
}`,
    held: ['h.mu write?'],
  },
  {
    title: 'perhaps, by one of the methods that a call may run',
    code: `type beginner interface { begin(*Hub) }
type one struct{}
type two struct{}
func (one) begin(h *Hub) { h.mu.Lock() }
func (two) begin(h *Hub) {}
func f(h *Hub, b beginner) {
	b.begin(h)
	wait() // here
}`,
    held: ['h.mu write?'],
  },
  {
    title: 'in a case of a select',
    code: `func (h *Hub) f() {
	h.mu.Lock()
	select {
	case h.out <- 1: // here
	case <-h.out:
	}
}`,
    held: ['h.mu write'],
  },
  {
    title: 'of a lock that is locked anew after it was released',
    code: 'func (h *Hub) f() {\n\th.mu.Lock()\n\th.mu.Unlock()\n\th.mu.Lock()\n\twait() // here\n}',
    held: ['h.mu write'],
  },
  {
    title: 'through a lock that is passed as a parameter',
    code: 'func with(mu *sync.Mutex, do func()) {\n\tmu.Lock()\n\tdefer mu.Unlock()\n\tdo() // here\n}',
    held: ['mu write deferred'],
  },
  {
    title: 'not of a goroutine that was started with the lock taken',
    code: 'func (h *Hub) f() {\n\th.mu.Lock()\n\tgo func() {\n\t\twait() // here\n\t}()\n}',
    held: [],
  },
  {
    title: 'after a loop that a break leaves with the lock',
    code: `func (h *Hub) f(b bool) {
	for {
		h.mu.Lock()
		if b {
			break
		}
		h.mu.Unlock()
	}
	wait() // here
}`,
    held: ['h.mu write'],
  },
  {
    title: 'after a labelled break',
    code: `func (h *Hub) f(list []int) {
outer:
	for {
		for _, n := range list {
			h.mu.Lock()
			if n > 0 {
				break outer
			}
			h.mu.Unlock()
		}
	}
	wait() // here
}`,
    held: ['h.mu write'],
  },
  {
    title: 'after a method value that locks',
    code: 'func (h *Hub) f() {\n\tlock := h.mu.Lock\n\tlock()\n\twait() // here\n}',
    held: ['h.mu write'],
  },
  {
    title: 'until the function returns, where Unlock is deferred as a value',
    code: 'func (h *Hub) f() {\n\tunlock := h.mu.Unlock\n\th.mu.Lock()\n\tdefer unlock()\n\twait() // here\n}',
    held: ['h.mu write deferred'],
  },
  {
    title: 'until the function returns, where a method locks and returns Unlock, which is deferred',
    code: `func (h *Hub) enter() func() {
	h.mu.Lock()
	return h.mu.Unlock
}
func (h *Hub) f() {
	defer h.enter()()
	wait() // here
}`,
    held: ['h.mu write deferred'],
  },
  {
    title: 'not any more, where the function that a method has returned unlocks',
    code: `func (h *Hub) enter() func() {
	h.mu.Lock()
	return h.mu.Unlock
}
func (h *Hub) f() {
	leave := h.enter()
	leave()
	wait() // here
}`,
    held: [],
  },
  {
    title: 'of the other one, where one of two instances is released',
    code: `func move(from, to *Hub) {
	from.mu.Lock()
	to.mu.Lock()
	from.mu.Unlock()
	wait() // here
	to.mu.Unlock()
}`,
    held: ['to.mu write'],
  },
  {
    title: 'under another name of the variable, hand over hand',
    code: `func walk(at *Hub, next func(*Hub) *Hub) {
	at.mu.Lock()
	for {
		after := next(at)
		after.mu.Lock() // here
		at.mu.Unlock()
		at = after
	}
}`,
    held: ['at.mu write'],
  },
  {
    title: 'not after Unlock by another name',
    code: 'func f(h *Hub) {\n\tsame := h\n\th.mu.Lock()\n\tsame.mu.Unlock()\n\twait() // here\n}',
    held: [],
  },
  {
    title: 'perhaps at a label to which a goto goes back with the lock',
    code: `func (h *Hub) f(b bool) {
again:
	h.mu.Lock() // here
	if b {
		goto again
	}
	h.mu.Unlock()
}`,
    held: ['h.mu write?'],
  },
  {
    title: 'not at a label to which a goto goes back without the lock',
    code: `func (h *Hub) f(b bool) {
again:
	h.mu.Lock() // here
	h.mu.Unlock()
	if b {
		goto again
	}
}`,
    held: [],
  },
  {
    title: 'after a label to which a goto goes with the lock',
    code: `func (h *Hub) f(b bool) {
	h.mu.Lock()
	if b {
		goto end
	}
	h.mu.Unlock()
	return
end:
	wait() // here
	h.mu.Unlock()
}`,
    held: ['h.mu write'],
  },
  {
    title: 'after the method of the only type that implements an interface',
    code: `type locker interface { enter(); leave() }
type other struct{}
func (other) enter() {}
func (h *Hub) enter() { h.mu.Lock() }
func (h *Hub) leave() { h.mu.Unlock() }
func f(l locker) {
	l.enter()
	wait() // here
	l.leave()
}`,
    held: ['l.mu write'],
  },
  {
    title: 'of what a package variable is set to by a function',
    code: `var shared = newHub()
func newHub() *Hub { return &Hub{} }
func f() {
	shared.mu.Lock()
	wait() // here
}`,
    held: ['shared.mu write'],
  },
  {
    title: 'after the function that a package variable is set to',
    code: `var enter = lock
func lock(h *Hub) { h.mu.Lock() }
func f(h *Hub) {
	enter(h)
	wait() // here
}`,
    held: ['h.mu write'],
  },
];

describe('A lock is held', () => {
  for (const { title, code, held } of cases) {
    it(title, async () => {
      assert.deepEqual(await heldHere(`${hub}${code}\n`), held);
    });
  }
});
