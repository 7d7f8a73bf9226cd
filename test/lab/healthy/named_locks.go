package main

import (
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// A lock type of the program's own in several structs, calls that others share, timers that are set again, and a switch that
// falls through.

func init() { register("named-locks", startNamedLocks) }

// namedLock knows who holds it.
type namedLock struct {
	mu     sync.Mutex
	holder string
}

func (l *namedLock) Lock() {
	l.mu.Lock()
	l.holder = "somebody"
}

func (l *namedLock) Unlock() {
	l.holder = ""
	l.mu.Unlock()
}

type shelf struct {
	lock  namedLock
	books int
}

type catalogue struct {
	lock    namedLock
	entries map[string]int
	flight  singleflight.Group
	shelves []*shelf
}

// borrow holds the lock of a shelf while it asks the catalogue, which has a lock of the same type.
func (c *catalogue) borrow(s *shelf) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.books--
	c.count("borrowed")
}

func (c *catalogue) count(name string) {
	c.lock.Lock()
	defer c.lock.Unlock()
	work()
	c.entries[name]++
}

// look asks once for all who ask at a time.
func (c *catalogue) look(busy bool) {
	c.flight.Do("all", func() (any, error) {
		pause(busy)
		return len(c.shelves), nil
	})
}

// remind waits for the next date, which was moved.
func (c *catalogue) remind(busy bool) {
	due := time.Hour
	if busy {
		due = time.Millisecond
	}
	for {
		timer := time.NewTimer(24 * time.Hour)
		timer.Stop()
		timer = time.NewTimer(due)
		<-timer.C
		c.sort(2)
	}
}

func (c *catalogue) sort(level int) {
	c.lock.Lock()
	switch level {
	case 2:
		c.entries["sorted"]++
		fallthrough
	default:
		c.lock.Unlock()
	}
}

func startNamedLocks(busy bool) {
	c := &catalogue{entries: map[string]int{}}
	for range 3 {
		c.shelves = append(c.shelves, &shelf{books: 1 << 40})
	}
	for n := range 9 {
		go func() {
			for {
				pause(busy)
				c.borrow(c.shelves[n%3])
			}
		}()
	}
	for range 3 {
		go func() {
			for {
				c.look(busy)
			}
		}()
	}
	go c.remind(busy)
}
