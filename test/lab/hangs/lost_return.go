package main

import (
	"errors"
	"sync"
)

// truth: lostUnlock
func init() { register("lost-return", reserveTooMuch, reserveLittle) }

var errSoldOut = errors.New("sold out")

type seatMap struct {
	mu   sync.Mutex
	free int
	held map[string]int
}

func (m *seatMap) reserve(who string, seats int) error {
	m.mu.Lock() // truth: guest×4 waits mutex m.mu
	if seats > m.free {
		return errSoldOut
	}
	m.free -= seats
	m.held[who] += seats
	work()
	m.mu.Unlock()
	return nil
}

func (m *seatMap) release(who string) {
	m.mu.Lock() // truth: releaser waits mutex m.mu
	defer m.mu.Unlock()
	m.free += m.held[who]
	delete(m.held, who)
}

func reserveTooMuch(s *stage) {
	m := &seatMap{free: 3, held: map[string]int{}}
	gone := make(chan error)
	go func() { gone <- m.reserve("coach party", 40) }()
	<-gone
	for range 4 {
		go m.reserve("guest", 1)
	}
	go m.release("coach party")
	s.await(4, "sync.Mutex.Lock", "(*seatMap).reserve")
	s.await(1, "sync.Mutex.Lock", "(*seatMap).release")
}

// reserveLittle never comes to the early return, so the lock goes round.
func reserveLittle(s *stage) {
	m := &seatMap{free: 1 << 40, held: map[string]int{}}
	for range 4 {
		go func() {
			for {
				_ = m.reserve("guest", 1)
				m.release("guest")
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*seatMap).reserve")
}
