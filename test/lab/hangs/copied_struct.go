package main

import "sync"

// truth: selfDeadlock|lostUnlock|noCounterpart
func init() { register("copied-struct", snapshotWithLock, snapshotWithoutLock) }

type meterValues struct {
	mu     sync.Mutex
	counts map[string]int
}

func (m *meterValues) sum() (sum int) {
	m.mu.Lock() // truth: reporter waits mutex m.mu
	defer m.mu.Unlock()
	for _, each := range m.counts {
		sum += each
	}
	return sum
}

// snapshot copies the lock as it is: taken.
func (m *meterValues) snapshot() *meterValues {
	m.mu.Lock()
	defer m.mu.Unlock()
	copied := *m
	return &copied
}

func (m *meterValues) snapshotWell() *meterValues {
	m.mu.Lock()
	defer m.mu.Unlock()
	work()
	copied := &meterValues{counts: map[string]int{}}
	for name, count := range m.counts {
		copied.counts[name] = count
	}
	return copied
}

func snapshotWithLock(s *stage) {
	m := &meterValues{counts: map[string]int{"requests": 1}}
	go func() { m.snapshot().sum() }()
	s.await(1, "sync.Mutex.Lock", "(*meterValues).sum")
}

func snapshotWithoutLock(s *stage) {
	m := &meterValues{counts: map[string]int{"requests": 1}}
	for range 3 {
		go func() {
			for {
				m.snapshotWell().sum()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*meterValues).snapshotWell")
}
