package main

import "sync"

// The holder of the last lock is busy: that is no deadlock, however long the chain behind it.

// truth: lockHeld
func init() { register("busy-holder", indexLong, indexShort) }

type searchIndex struct {
	mu    sync.Mutex
	terms map[uint32]int
}

type crawler struct {
	mu    sync.Mutex
	index *searchIndex
	found int
}

// rebuild hashes for a long time, with the lock.
func (x *searchIndex) rebuild(rounds int) {
	x.mu.Lock() // truth: builder holds x.mu
	defer x.mu.Unlock()
	hash := uint32(2166136261) // truth: builder is in main.(*searchIndex).rebuild
	for round := 0; round < rounds; round++ {
		hash = (hash ^ uint32(round)) * 16777619
		if hash&0xffff == 0 {
			x.terms[hash]++
		}
	}
}

func (x *searchIndex) size() int {
	x.mu.Lock() // truth: crawler waits mutex x.mu
	defer x.mu.Unlock()
	return len(x.terms)
}

func (c *crawler) crawl() {
	c.mu.Lock() // truth: crawler holds c.mu
	defer c.mu.Unlock()
	c.found = c.index.size()
}

func (c *crawler) status() int {
	c.mu.Lock() // truth: status×6 waits mutex c.mu
	defer c.mu.Unlock()
	return c.found
}

func indexLong(s *stage) {
	x := &searchIndex{terms: map[uint32]int{}}
	c := &crawler{index: x}
	s.onMain = func() { x.rebuild(1 << 62) }
	s.beside = func() {
		s.await(1, "runn", "(*searchIndex).rebuild")
		go c.crawl()
		s.await(1, "sync.Mutex.Lock", "(*searchIndex).size")
		for range 6 {
			go c.status()
		}
		s.await(6, "sync.Mutex.Lock", "(*crawler).status")
	}
}

func indexShort(s *stage) {
	x := &searchIndex{terms: map[uint32]int{}}
	c := &crawler{index: x}
	loop := func(do func()) {
		for {
			do()
			work()
		}
	}
	go loop(func() { x.rebuild(1 << 20) })
	go loop(c.crawl)
	for range 3 {
		go loop(func() { c.status() })
	}
}
