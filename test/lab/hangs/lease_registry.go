package main

import (
	"sync"
	"time"
)

// truth: deadlock
func init() { register("lease-registry", crossLeases, crossLeasesWell) }

type clientLease struct {
	client  string
	expires time.Time
}

// clientTable is embedded by what has leases.
type clientTable struct {
	sync.RWMutex
	leases map[string]*clientLease
}

func (t *clientTable) expired(now time.Time) (names []string) {
	t.RLock() // truth: evictor waits rlock t.RWMutex | t
	defer t.RUnlock()
	for name, lease := range t.leases {
		if lease.expires.Before(now) {
			names = append(names, name)
		}
	}
	return names
}

type leaseRegistry struct {
	*clientTable

	stats struct {
		mu      sync.Mutex
		renewed map[string]int
	}
	gate *latency
}

func newLeaseRegistry() *leaseRegistry {
	r := &leaseRegistry{clientTable: &clientTable{leases: map[string]*clientLease{}}, gate: newLatency()}
	r.stats.renewed = map[string]int{}
	return r
}

// renew takes the table and then the counters.
func (r *leaseRegistry) renew(client string) {
	r.Lock() // truth: renewer holds r.clientTable.RWMutex | r.RWMutex | r
	defer r.Unlock()
	r.leases[client] = &clientLease{client, time.Now().Add(time.Minute)}
	r.gate.wait()
	r.count(client)
}

func (r *leaseRegistry) count(client string) {
	r.stats.mu.Lock() // truth: renewer waits mutex r.stats.mu
	r.stats.renewed[client]++
	r.stats.mu.Unlock()
}

// evict takes the counters and then the table.
func (r *leaseRegistry) evict(now time.Time) int {
	r.stats.mu.Lock() // truth: evictor holds r.stats.mu
	defer r.stats.mu.Unlock()
	r.gate.wait()
	gone := r.expired(now)
	for _, name := range gone {
		delete(r.stats.renewed, name)
	}
	return len(gone)
}

func (r *leaseRegistry) evictWell(now time.Time) int {
	gone := r.expired(now)
	r.stats.mu.Lock()
	defer r.stats.mu.Unlock()
	work()
	for _, name := range gone {
		delete(r.stats.renewed, name)
	}
	return len(gone)
}

func crossLeases(s *stage) {
	r := newLeaseRegistry()
	go r.renew("a")
	go r.evict(time.Now())
	r.gate.end(s, 2)
	s.await(1, "sync.Mutex.Lock", "(*leaseRegistry).renew")
	s.await(1, "sync.RWMutex.RLock", "(*leaseRegistry).evict")
}

func crossLeasesWell(s *stage) {
	r := newLeaseRegistry()
	close(r.gate.over)
	for range 3 {
		go func() {
			for {
				r.renew("a")
			}
		}()
		go func() {
			for {
				r.evictWell(time.Now())
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*leaseRegistry).evictWell")
}
