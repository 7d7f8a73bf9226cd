package main

import "sync"

// mailbox waits for the other one.
type mailbox struct {
	in  chan int
	out chan int
}

func (m *mailbox) left() {
	m.in <- 1
	<-m.out
}

func (m *mailbox) right() {
	m.out <- 2
	<-m.in
}

func hangMailboxes() {
	m := &mailbox{make(chan int), make(chan int)}
	go m.left()
	go m.right()
}

// crew has a worker that leaves without saying so.
type crew struct {
	wg   sync.WaitGroup
	jobs []int
}

func (c *crew) work(job int) {
	if job < 0 {
		return
	}
	c.jobs[job]++
	c.wg.Done()
}

func (c *crew) wait() {
	c.wg.Wait()
}

func hangCrew() {
	c := &crew{jobs: make([]int, 2)}
	c.wg.Add(2)
	go c.work(0)
	go c.work(-1)
	go c.wait()
}

// gate is opened before anybody waits, and never again.
type gate struct {
	mu   sync.Mutex
	cond *sync.Cond
}

func (g *gate) pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.cond.Wait()
}

func (g *gate) open() {
	g.cond.Broadcast()
}

func hangSignal() {
	g := &gate{}
	g.cond = sync.NewCond(&g.mu)
	g.open()
	go g.pass()
}

// orphan waits in a select for two channels that nobody uses any more.
type orphan struct {
	orders chan int
	quit   chan int
}

func (o *orphan) run() {
	select {
	case o.orders <- 1:
	case o.quit <- 0:
	}
}

func (o *orphan) serve() {
	<-o.orders
	<-o.quit
}

func hangOrphan() {
	o := &orphan{make(chan int), make(chan int)}
	go o.run()
}

func receiveFrom(never chan int) int {
	return <-never
}

func hangNil() {
	var never chan int
	go receiveFrom(never)
}
