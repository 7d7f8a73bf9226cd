package main

import "sync"

// truth: deadlock
func init() { register("reader-behind-writer", syncRegions, syncRegionsInOrder) }

type regionIndex struct {
	sync.RWMutex
	regions map[int]string
}

func (r *regionIndex) find(id int) string {
	r.RLock() // truth: heartbeat waits rlock r.RWMutex | r
	defer r.RUnlock()
	return r.regions[id]
}

func (r *regionIndex) insert(id int, name string) {
	r.Lock() // truth: inserter waits lockPending r.RWMutex | r
	defer r.Unlock()
	r.regions[id] = name
}

type storeStats struct {
	mu   sync.Mutex
	hits map[int]int
}

func (s *storeStats) count(id int) {
	s.mu.Lock() // truth: collector waits mutex s.mu
	defer s.mu.Unlock()
	s.hits[id]++
}

type schedulerCluster struct {
	index *regionIndex
	stats *storeStats
	net   *latency
}

// collect counts while it reads the index.
func (c *schedulerCluster) collect() {
	c.index.RLock() // truth: collector holds c.index.RWMutex | c.index for reading
	defer c.index.RUnlock()
	for id := range c.index.regions {
		c.net.wait()
		c.stats.count(id)
	}
}

// heartbeat reads the index while it counts.
func (c *schedulerCluster) heartbeat(id int) {
	c.stats.mu.Lock() // truth: heartbeat holds c.stats.mu
	defer c.stats.mu.Unlock()
	c.net.wait()
	if c.index.find(id) != "" {
		c.stats.hits[id]++
	}
}

func (c *schedulerCluster) heartbeatWell(id int) {
	name := c.index.find(id)
	c.stats.mu.Lock()
	defer c.stats.mu.Unlock()
	work()
	if name != "" {
		c.stats.hits[id]++
	}
}

func newSchedulerCluster() *schedulerCluster {
	return &schedulerCluster{
		index: &regionIndex{regions: map[int]string{1: "eu"}},
		stats: &storeStats{hits: map[int]int{}},
		net:   newLatency(),
	}
}

func syncRegions(s *stage) {
	c := newSchedulerCluster()
	go c.collect()
	go c.heartbeat(1)
	s.await(2, "chan receive", "(*latency).wait")
	go c.index.insert(2, "us")
	s.await(1, "sync.RWMutex.Lock", "(*regionIndex).insert")
	close(c.net.over)
	s.await(1, "sync.Mutex.Lock", "(*schedulerCluster).collect")
	s.await(1, "sync.RWMutex.RLock", "(*schedulerCluster).heartbeat")
}

func syncRegionsInOrder(s *stage) {
	c := newSchedulerCluster()
	close(c.net.over)
	loop := func(do func()) {
		for {
			do()
		}
	}
	for range 2 {
		go loop(c.collect)
		go loop(func() { c.heartbeatWell(1) })
		go loop(func() { c.index.insert(2, "us") })
	}
	s.await(1, "sync.Mutex.Lock", "(*schedulerCluster).heartbeatWell")
}
