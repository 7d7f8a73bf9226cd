package main

import (
	"sync"
	"sync/atomic"
	"time"
)

type bank struct {
	vault sync.Mutex
	audit sync.Mutex
	both  sync.WaitGroup
}

func (b *bank) deposit() {
	b.vault.Lock()
	defer b.vault.Unlock()
	b.both.Done()
	b.both.Wait()
	b.audit.Lock()
	defer b.audit.Unlock()
}

func (b *bank) inspect() {
	b.audit.Lock()
	defer b.audit.Unlock()
	b.both.Done()
	b.both.Wait()
	b.vault.Lock()
	defer b.vault.Unlock()
}

func hangAccounts() {
	b := &bank{}
	b.both.Add(2)
	go b.deposit()
	go b.inspect()
}

// router reads its routes again while a writer waits.
type router struct {
	names  []string
	stop   chan struct{}
	closed atomic.Bool
	hits   atomic.Int64
	mu     sync.RWMutex
	routes map[string]int
}

func (r *router) match(pending <-chan struct{}) int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	<-pending
	return r.fallback()
}

func (r *router) fallback() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.routes["*"]
}

func (r *router) add(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.routes[name]++
}

func hangRoutes() {
	r := &router{routes: map[string]int{}}
	pending := make(chan struct{})
	go r.match(pending)
	settle()
	for n := 0; n < 3; n++ {
		go r.add("index")
	}
	settle()
	close(pending)
}

// setup runs itself within its Once.
type setup struct {
	once sync.Once
	done bool
}

func (s *setup) get() bool {
	s.once.Do(s.load)
	return s.done
}

func (s *setup) load() {
	s.done = s.get()
}

func hangSetup() {
	s := &setup{}
	go s.get()
}

// sleeper sleeps with its lock, and others wait.
type sleeper struct {
	id [3]uint16
	mu sync.Mutex
}

func (s *sleeper) poll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	time.Sleep(24 * time.Hour)
}

func (s *sleeper) peek() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int(s.id[0])
}

func hangSleeper() {
	s := &sleeper{}
	go s.poll()
	settle()
	for n := 0; n < 4; n++ {
		go s.peek()
	}
}

// ledger keeps its lock when there is nothing to do.
type ledger struct {
	mu   sync.RWMutex
	rows []int
}

func (l *ledger) sum() int {
	l.mu.Lock()
	if len(l.rows) == 0 {
		return 0
	}
	total := 0
	for _, row := range l.rows {
		total += row
	}
	l.mu.Unlock()
	return total
}

func (l *ledger) first() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.rows[0]
}

func hangLost() {
	l := &ledger{}
	l.sum()
	go l.first()
	settle()
}
