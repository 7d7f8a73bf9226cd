package main

import "sync"

// truth: deadlock
func init() { register("three-locks", planBuildShip, planBuildShipInOrder) }

type planner struct {
	mu    sync.Mutex
	plans int
	line  *assembly
}

type assembly struct {
	mu    sync.Mutex
	parts int
	yard  *yard
}

type yard struct {
	mu    sync.Mutex
	boxes int
	plan  *planner
}

func (p *planner) plan(delay *latency) {
	p.mu.Lock() // truth: planner holds p.mu
	defer p.mu.Unlock()
	delay.wait()
	p.plans += p.line.capacity()
}

func (a *assembly) capacity() int {
	a.mu.Lock() // truth: planner waits mutex a.mu
	defer a.mu.Unlock()
	return a.parts
}

func (a *assembly) build(delay *latency) {
	a.mu.Lock() // truth: builder holds a.mu
	defer a.mu.Unlock()
	delay.wait()
	if a.yard.room() > 0 {
		a.parts--
	}
}

func (y *yard) room() int {
	y.mu.Lock() // truth: builder waits mutex y.mu
	defer y.mu.Unlock()
	return 100 - y.boxes
}

func (y *yard) ship(delay *latency) {
	y.mu.Lock() // truth: shipper holds y.mu
	defer y.mu.Unlock()
	delay.wait()
	y.plan.done()
}

func (p *planner) done() {
	p.mu.Lock() // truth: shipper waits mutex p.mu
	defer p.mu.Unlock()
	p.plans--
}

func newFactory() (*planner, *assembly, *yard) {
	y := &yard{}
	a := &assembly{yard: y}
	p := &planner{line: a}
	y.plan = p
	return p, a, y
}

func planBuildShip(s *stage) {
	p, a, y := newFactory()
	delay := newLatency()
	go p.plan(delay)
	go a.build(delay)
	go y.ship(delay)
	delay.end(s, 3)
	s.await(1, "sync.Mutex.Lock", "(*planner).plan")
	s.await(1, "sync.Mutex.Lock", "(*assembly).build")
	s.await(1, "sync.Mutex.Lock", "(*yard).ship")
}

func (y *yard) shipWell() {
	y.mu.Lock()
	y.boxes = 0
	work()
	y.mu.Unlock()
	y.plan.done()
}

func planBuildShipInOrder(s *stage) {
	p, a, y := newFactory()
	fast := newLatency()
	close(fast.over)
	loop := func(do func()) {
		for {
			do()
			work()
		}
	}
	for range 2 {
		go loop(func() { p.plan(fast) })
		go loop(func() { a.build(fast) })
		go loop(y.shipWell)
	}
	s.await(1, "sync.Mutex.Lock", "(*yard).shipWell")
}
