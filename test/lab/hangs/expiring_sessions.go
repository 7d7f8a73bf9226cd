package main

import (
	"sync"
	"time"
)

// truth: deadlock
func init() { register("expiring-sessions", stopWaitsForExpiry, stopUnlocksFirst) }

type agentSession struct {
	id    string
	timer *time.Timer
}

// sessionTable is the part of a dispatcher that others embed.
type sessionTable struct {
	sync.Mutex
	byID map[string]*agentSession
}

type agentStore interface{ markDown(id string) error }

type memoryStore struct{ down map[string]bool }

func (m *memoryStore) markDown(id string) error {
	work()
	return nil
}

// agentDispatcher keeps sessions with agents and notes those that expire.
type agentDispatcher struct {
	sessionTable
	store  agentStore
	expiry time.Duration
	wg     sync.WaitGroup
	stop   chan struct{}
}

func newAgentDispatcher(store agentStore, expiry time.Duration) *agentDispatcher {
	return &agentDispatcher{
		sessionTable: sessionTable{byID: map[string]*agentSession{}},
		store:        store,
		expiry:       expiry,
		stop:         make(chan struct{}),
	}
}

func (d *agentDispatcher) register(id string) {
	d.Lock()
	defer d.Unlock()
	d.wg.Add(1)
	d.byID[id] = &agentSession{id, time.AfterFunc(d.expiry, func() {
		defer d.wg.Done()
		d.markExpired(id)
	})}
}

func (d *agentDispatcher) markExpired(id string) {
	if err := d.store.markDown(id); err != nil {
		return
	}
	d.Lock() // truth: expiry waits mutex d.Mutex
	defer d.Unlock()
	delete(d.byID, id)
}

func (d *agentDispatcher) stopAll() error {
	d.Lock() // truth: stopper holds d.Mutex
	defer d.Unlock()
	close(d.stop)
	for _, session := range d.byID {
		if session.timer.Stop() {
			d.wg.Done()
		}
	}
	d.wg.Wait() // truth: stopper waits waitGroup d.wg
	return nil
}

func (d *agentDispatcher) stopAllUnlocked() {
	d.Lock()
	for _, session := range d.byID {
		if session.timer.Stop() {
			d.wg.Done()
		}
	}
	d.Unlock()
	d.wg.Wait()
}

type slowStore struct{ disk *latency }

func (s *slowStore) markDown(string) error {
	s.disk.wait()
	return nil
}

func stopWaitsForExpiry(s *stage) {
	store := &slowStore{newLatency()}
	d := newAgentDispatcher(store, time.Millisecond)
	d.register("worker-1")
	s.await(1, "chan receive", "(*slowStore).markDown")
	go func() { _ = d.stopAll() }()
	s.await(1, "sync.WaitGroup.Wait", "(*agentDispatcher).stopAll")
	store.disk.end(s, 1)
	s.await(1, "sync.Mutex.Lock", "(*agentDispatcher).markExpired")
}

func stopUnlocksFirst(s *stage) {
	go func() {
		for {
			d := newAgentDispatcher(&memoryStore{}, time.Microsecond)
			for _, id := range []string{"a", "b", "c"} {
				d.register(id)
			}
			d.stopAllUnlocked()
		}
	}()
	s.await(1, "sync.WaitGroup.Wait", "(*agentDispatcher).stopAllUnlocked")
}
