package main

import (
	"errors"
	"sync"
)

// truth: lostUnlock
func init() { register("release-func", applyLeases, applyLeasesWell) }

var errLeaseExpired = errors.New("lease expired")

type leaseTable struct {
	mu     sync.Mutex
	leases map[string]int
}

// acquire locks, and returns what unlocks.
func (l *leaseTable) acquire() (release func()) {
	l.mu.Lock() // truth: applier×3 waits mutex l.mu
	return l.mu.Unlock
}

type leaseManager struct {
	table *leaseTable
}

func (m *leaseManager) renew(name string) error {
	release := m.table.acquire()
	if m.table.leases[name] < 0 {
		return errLeaseExpired
	}
	m.table.leases[name]++
	work()
	release()
	return nil
}

func (m *leaseManager) renewWell(name string) error {
	release := m.table.acquire()
	defer release()
	if m.table.leases[name] < 0 {
		return errLeaseExpired
	}
	work()
	m.table.leases[name]++
	return nil
}

func applyLeases(s *stage) {
	m := &leaseManager{&leaseTable{leases: map[string]int{"old": -1}}}
	over := make(chan error)
	go func() { over <- m.renew("old") }()
	<-over
	for range 3 {
		go m.renew("new")
	}
	s.await(3, "sync.Mutex.Lock", "(*leaseTable).acquire")
}

func applyLeasesWell(s *stage) {
	m := &leaseManager{&leaseTable{leases: map[string]int{"old": -1}}}
	for _, name := range []string{"old", "new", "new"} {
		go func() {
			for {
				_ = m.renewWell(name)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*leaseManager).renewWell")
}
