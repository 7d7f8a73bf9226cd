package main

import "sync"

// truth: deadlock
func init() { register("stop-before-results", collectAfterStop, collectBesideStop) }

// hashCrew hashes chunks; who collects the results also stops it.
type hashCrew struct {
	chunks  chan []byte
	results chan int
	workers sync.WaitGroup
}

func newHashCrew(size int) *hashCrew {
	c := &hashCrew{chunks: make(chan []byte, 16), results: make(chan int)}
	c.workers.Add(size)
	for range size {
		go c.hash()
	}
	return c
}

func (c *hashCrew) hash() {
	defer c.workers.Done()
	for chunk := range c.chunks {
		c.results <- len(chunk) // truth: worker×2 waits send c.results
	}
}

func (c *hashCrew) stop() {
	close(c.chunks)
	c.workers.Wait() // truth: collector waits waitGroup c.workers
	close(c.results)
}

func (c *hashCrew) collect() (total int) {
	c.stop()
	for size := range c.results {
		total += size
	}
	return total
}

func (c *hashCrew) collectBeside() (total int) {
	go c.stop()
	for size := range c.results {
		total += size
	}
	return total
}

func collectAfterStop(s *stage) {
	c := newHashCrew(2)
	for range 4 {
		c.chunks <- []byte("chunk")
	}
	go c.collect()
	s.await(1, "sync.WaitGroup.Wait", "(*hashCrew).collect")
	s.await(2, "chan send", "(*hashCrew).hash")
}

func collectBesideStop(s *stage) {
	go func() {
		for {
			c := newHashCrew(2)
			for range 4 {
				c.chunks <- []byte("chunk")
			}
			c.collectBeside()
			work()
		}
	}()
	idle := newHashCrew(2)
	go idle.collectLater()
	go atEachVisit(func() { close(endOfDay) })
	s.await(2, "chan receive", "(*hashCrew).hash")
}

// collectLater stops when the day is over.
func (c *hashCrew) collectLater() {
	<-endOfDay
	c.collectBeside()
}

var endOfDay = make(chan struct{})
