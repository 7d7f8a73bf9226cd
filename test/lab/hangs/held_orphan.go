package main

import "sync"

// A lock is held by a goroutine that waits for somebody who has gone.

// truth: noCounterpart|lockHeld, also lockHeld|noCounterpart
func init() { register("held-orphan", auditWithoutReader, auditWithReader) }

type auditLog struct {
	entries chan string
	stopped chan struct{}

	mu   sync.Mutex
	last string
}

// write drains the entries until the first empty one.
func (a *auditLog) write() {
	for entry := range a.entries {
		if entry == "" {
			close(a.stopped)
			return
		}
		work()
	}
}

func (a *auditLog) add(entry string) {
	a.mu.Lock() // truth: adder holds a.mu
	defer a.mu.Unlock()
	a.last = entry
	a.entries <- entry // truth: adder waits send a.entries
}

func (a *auditLog) lastEntry() string {
	a.mu.Lock() // truth: reader×3 waits mutex a.mu
	defer a.mu.Unlock()
	return a.last
}

func newAuditLog() *auditLog {
	a := &auditLog{entries: make(chan string), stopped: make(chan struct{})}
	go a.write()
	return a
}

func auditWithoutReader(s *stage) {
	a := newAuditLog()
	a.add("login")
	a.add("")
	<-a.stopped
	go a.add("logout")
	s.await(1, "chan send", "(*auditLog).add")
	for range 3 {
		go a.lastEntry()
	}
	s.await(3, "sync.Mutex.Lock", "(*auditLog).lastEntry")
}

func auditWithReader(s *stage) {
	a := newAuditLog()
	for range 2 {
		go func() {
			for {
				a.add("login")
			}
		}()
		go func() {
			for {
				a.lastEntry()
			}
		}()
	}
	s.await(1, "chan send", "(*auditLog).add")
}
