package main

import "sync"

// truth: deadlock
func init() { register("mount-table", moveAndResolve, moveAndResolveWell) }

// dirNode is locked from the root down, hand over hand.
type dirNode struct {
	mu       sync.Mutex
	name     string
	parent   *dirNode
	children map[string]*dirNode
}

func (d *dirNode) child(name string) *dirNode {
	next, ok := d.children[name]
	if !ok {
		next = &dirNode{name: name, parent: d, children: map[string]*dirNode{}}
		d.children[name] = next
	}
	return next
}

type mountTable struct {
	root  *dirNode
	pause *latency
}

func newMountTable() *mountTable {
	return &mountTable{root: &dirNode{children: map[string]*dirNode{}}, pause: newLatency()}
}

// resolve locks the next node before it unlocks the last.
func (t *mountTable) resolve(path ...string) *dirNode {
	at := t.root
	at.mu.Lock() // truth: resolver holds at.mu
	for _, name := range path {
		next := at.child(name)
		t.pause.wait()
		next.mu.Lock() // truth: resolver waits mutex next.mu
		at.mu.Unlock()
		at = next
	}
	defer at.mu.Unlock()
	return at
}

// detach locks a node and then its parent.
func (t *mountTable) detach(d *dirNode) {
	d.mu.Lock() // truth: detacher holds d.mu
	defer d.mu.Unlock()
	t.pause.wait()
	d.parent.drop(d.name)
}

func (d *dirNode) drop(name string) {
	d.mu.Lock() // truth: detacher waits mutex d.mu
	defer d.mu.Unlock()
	work()
	delete(d.children, name)
}

func (t *mountTable) detachWell(d *dirNode) {
	d.mu.Lock()
	name, parent := d.name, d.parent
	work()
	d.mu.Unlock()
	parent.drop(name)
}

func moveAndResolve(s *stage) {
	t := newMountTable()
	d := t.root.child("var")
	go t.resolve("var")
	go t.detach(d)
	t.pause.end(s, 2)
	s.await(1, "sync.Mutex.Lock", "(*mountTable).resolve")
	s.await(1, "sync.Mutex.Lock", "(*mountTable).detach")
}

func moveAndResolveWell(s *stage) {
	t := newMountTable()
	close(t.pause.over)
	for range 3 {
		go func() {
			for {
				t.detachWell(t.resolve("var"))
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*mountTable).resolve")
}
