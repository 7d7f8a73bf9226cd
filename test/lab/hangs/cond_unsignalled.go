package main

import "sync"

// truth: noCounterpart
func init() { register("cond-unsignalled", openWithoutSignal, openWithSignal) }

type gateKeeper struct {
	mu     sync.Mutex
	opened *sync.Cond
	open   bool
	passed int
}

func newGateKeeper() *gateKeeper {
	g := &gateKeeper{}
	g.opened = sync.NewCond(&g.mu)
	return g
}

func (g *gateKeeper) pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for !g.open {
		g.opened.Wait() // truth: visitor×4 waits cond g.opened
	}
	g.passed++
}

// unlockGate changes what the others wait for, and tells nobody.
func (g *gateKeeper) unlockGate() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = true
}

func openWithoutSignal(s *stage) {
	g := newGateKeeper()
	for range 4 {
		go g.pass()
	}
	s.await(4, "sync.Cond.Wait", "(*gateKeeper).pass")
	g.unlockGate()
}

// turnstileQueue signals.
type turnstileQueue struct {
	mu    sync.Mutex
	moved *sync.Cond
	ready int
}

func (q *turnstileQueue) enter() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.ready == 0 {
		q.moved.Wait()
	}
	q.ready--
}

func (q *turnstileQueue) turn() {
	q.mu.Lock()
	q.ready++
	q.mu.Unlock()
	q.moved.Signal()
}

func openWithSignal(s *stage) {
	q := &turnstileQueue{}
	q.moved = sync.NewCond(&q.mu)
	for range 4 {
		go func() {
			for {
				q.enter()
			}
		}()
	}
	go func() {
		for {
			q.turn()
			work()
		}
	}()
	s.await(1, "sync.Cond.Wait", "(*turnstileQueue).enter")
}
