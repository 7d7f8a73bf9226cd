package main

import (
	"fmt"
	"sync"
)

// truth: deadlock
func init() { register("audit-trail", auditUnderLock, auditAfterLock) }

type auditEntry struct {
	action string
	amount int
}

type auditSink interface {
	Record(auditEntry)
}

// bufferedSink writes in the background.
type bufferedSink struct {
	entries chan auditEntry
	header  func() string
	lines   []string
}

func newBufferedSink(size int, header func() string) *bufferedSink {
	k := &bufferedSink{entries: make(chan auditEntry, size), header: header}
	go k.drain()
	return k
}

func (k *bufferedSink) Record(entry auditEntry) {
	k.entries <- entry // truth: teller waits send k.entries
}

func (k *bufferedSink) drain() {
	for entry := range k.entries {
		k.write(entry)
	}
}

func (k *bufferedSink) write(entry auditEntry) {
	line := fmt.Sprintf("%s %s %d", k.header(), entry.action, entry.amount)
	k.lines = append(k.lines[:0], line)
}

type bankBranch struct {
	state struct {
		sync.Mutex
		name    string
		balance int
	}
	audit auditSink
}

func newBankBranch(name string) *bankBranch {
	b := &bankBranch{}
	b.state.name = name
	b.audit = newBufferedSink(1, b.title)
	return b
}

func (b *bankBranch) title() string {
	b.state.Lock() // truth: writer waits mutex b.state.Mutex | b.state
	defer b.state.Unlock()
	return b.state.name
}

// deposit records each coin with the lock.
func (b *bankBranch) deposit(coins ...int) {
	b.state.Lock() // truth: teller holds b.state.Mutex | b.state
	defer b.state.Unlock()
	for _, coin := range coins {
		b.state.balance += coin
		b.audit.Record(auditEntry{"deposit", coin})
	}
}

func (b *bankBranch) depositWell(coins ...int) {
	b.state.Lock()
	for _, coin := range coins {
		b.state.balance += coin
	}
	work()
	b.state.Unlock()
	for _, coin := range coins {
		b.audit.Record(auditEntry{"deposit", coin})
	}
}

func auditUnderLock(s *stage) {
	b := newBankBranch("north")
	go b.deposit(1, 2, 5, 10)
	s.await(1, "chan send", "(*bankBranch).deposit")
	s.await(1, "sync.Mutex.Lock", "(*bufferedSink).write")
}

func auditAfterLock(s *stage) {
	b := newBankBranch("north")
	for range 3 {
		go func() {
			for {
				b.depositWell(1, 2, 5, 10)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*bufferedSink).write")
}
