package main

import "sync"

// truth: lostUnlock
func init() { register("read-break", findEndpoint, findNoEndpoint) }

type endpointBucket struct {
	sync.RWMutex
	endpoints []string
}

type endpointTable struct {
	buckets []*endpointBucket
}

// find leaves the loop with the lock of the bucket where it has found something.
func (e *endpointTable) find(name string) (at int) {
	at = -1
	for number, bucket := range e.buckets {
		bucket.RLock()
		if bucket.index(name) >= 0 {
			at = number
			break
		}
		bucket.RUnlock()
	}
	return at
}

func (b *endpointBucket) index(name string) int {
	for at, each := range b.endpoints {
		if each == name {
			return at
		}
	}
	return -1
}

func (b *endpointBucket) add(name string) {
	b.Lock() // truth: adder waits lockPending b.RWMutex | b
	defer b.Unlock()
	work()
	b.endpoints = append(b.endpoints[:0], name)
}

func newEndpointTable() *endpointTable {
	return &endpointTable{[]*endpointBucket{{}, {endpoints: []string{"eu"}}}}
}

func findEndpoint(s *stage) {
	e := newEndpointTable()
	found := make(chan int)
	go func() { found <- e.find("eu") }()
	<-found
	go e.buckets[1].add("us")
	s.await(1, "sync.RWMutex.Lock", "(*endpointBucket).add")
}

func findNoEndpoint(s *stage) {
	e := newEndpointTable()
	for range 2 {
		go func() {
			for {
				e.find("us")
			}
		}()
		go func() {
			for {
				e.buckets[1].add("eu")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*endpointBucket).add")
}
