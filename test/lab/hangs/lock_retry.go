package main

import "sync"

// truth: selfDeadlock|lostUnlock
func init() { register("lock-retry", retryLocked, retryUnlocked) }

type jobState int

const (
	jobQueued jobState = iota
	jobRunning
	jobDone
)

type jobTicket struct {
	id    int
	state jobState
}

type jobBoard struct {
	mu      sync.Mutex
	tickets map[int]*jobTicket
	idle    []*jobTicket
}

func newJobBoard(running ...int) *jobBoard {
	b := &jobBoard{tickets: map[int]*jobTicket{}}
	for _, id := range running {
		b.tickets[id] = &jobTicket{id: id, state: jobRunning}
	}
	return b
}

// settle stands in for a look at the job.
func (b *jobBoard) settle(t *jobTicket) {
	if t.state == jobRunning {
		t.state = jobDone
	}
}

// take tries again from the lock when the job has just ended.
func (b *jobBoard) take(id int) *jobTicket {
again:
	b.mu.Lock() // truth: taker waits mutex b.mu
	t, ok := b.tickets[id]
	if !ok {
		b.mu.Unlock()
		return nil
	}
	switch t.state {
	case jobRunning:
		b.settle(t)
		goto again
	case jobDone:
		delete(b.tickets, id)
		b.idle = append(b.idle, t)
	}
	b.mu.Unlock()
	return t
}

func (b *jobBoard) takeWell(id int) *jobTicket {
again:
	b.mu.Lock()
	t, ok := b.tickets[id]
	if !ok {
		b.tickets[id] = &jobTicket{id: id, state: jobRunning}
		b.mu.Unlock()
		return nil
	}
	switch t.state {
	case jobRunning:
		b.settle(t)
		work()
		b.mu.Unlock()
		goto again
	case jobDone:
		delete(b.tickets, id)
	}
	b.mu.Unlock()
	return t
}

func retryLocked(s *stage) {
	b := newJobBoard(7)
	go b.take(7)
	s.await(1, "sync.Mutex.Lock", "(*jobBoard).take")
}

func retryUnlocked(s *stage) {
	b := newJobBoard(7)
	for range 3 {
		go func() {
			for {
				b.takeWell(7)
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*jobBoard).takeWell")
}
