package main

import "sync"

// truth: deadlock
func init() { register("stop-behind-results", stopRuntime, stopRuntimeWell) }

type taskBackend interface {
	halt()
}

type shimBackend struct {
	stop    chan struct{}
	results chan int
}

func newShimBackend(tasks int) *shimBackend {
	b := &shimBackend{stop: make(chan struct{}), results: make(chan int)}
	go b.runTasks(tasks)
	return b
}

// runTasks looks for an order to stop between tasks.
func (b *shimBackend) runTasks(tasks int) {
	for at := 0; ; at = (at + 1) % tasks {
		select {
		case <-b.stop:
			close(b.results)
			return
		default:
		}
		work()
		b.results <- at // truth: runner waits send b.results
	}
}

func (b *shimBackend) halt() {
	b.stop <- struct{}{} // truth: stopper waits send b.stop
}

type containerRuntime struct {
	backend taskBackend
	grace   *latency

	mu       sync.Mutex
	exits    map[int]int
	isActive bool
}

func (c *containerRuntime) collect(results <-chan int) {
	for id := range results {
		c.record(id)
	}
}

func (c *containerRuntime) record(id int) {
	c.mu.Lock() // truth: collector waits mutex c.mu
	defer c.mu.Unlock()
	c.exits[id]++
}

// shutdown stops the backend with the lock that the collector of its results needs.
func (c *containerRuntime) shutdown() {
	c.mu.Lock() // truth: stopper holds c.mu
	defer c.mu.Unlock()
	if c.isActive {
		c.isActive = false
		c.grace.wait()
		c.backend.halt()
	}
}

func (c *containerRuntime) shutdownWell() {
	c.mu.Lock()
	wasActive := c.isActive
	c.isActive = false
	work()
	c.mu.Unlock()
	if wasActive {
		c.backend.halt()
	}
}

func newContainerRuntime() *containerRuntime {
	backend := newShimBackend(5)
	c := &containerRuntime{backend: backend, grace: newLatency(), exits: map[int]int{}, isActive: true}
	go c.collect(backend.results)
	return c
}

func stopRuntime(s *stage) {
	c := newContainerRuntime()
	go c.shutdown()
	s.await(1, "chan receive", "(*containerRuntime).shutdown")
	s.await(1, "sync.Mutex.Lock", "(*containerRuntime).record")
	s.await(1, "chan send", "(*shimBackend).runTasks")
	close(c.grace.over)
	s.await(1, "chan send", "(*containerRuntime).shutdown")
}

func stopRuntimeWell(s *stage) {
	for range 3 {
		go func() {
			for {
				newContainerRuntime().shutdownWell()
			}
		}()
	}
	s.await(1, "chan send", "(*shimBackend).halt")
}
