package main

import (
	"fmt"
	"sync"
)

// truth: lostUnlock
func init() { register("lost-panic", handleWithPanic, handleWithDefer) }

type visitCounter struct {
	mu     sync.Mutex
	visits map[string]*pageVisits
}

type pageVisits struct{ total int }

func (c *visitCounter) count(page string) {
	c.mu.Lock() // truth: visitor×3 waits mutex c.mu
	c.mustFind(page).total++
	c.mu.Unlock()
}

// mustFind panics for an unknown page.
func (c *visitCounter) mustFind(page string) *pageVisits {
	visits, ok := c.visits[page]
	if !ok {
		panic(fmt.Sprintf("no page %q", page))
	}
	return visits
}

func (c *visitCounter) countSafely(page string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	work()
	c.mustFind(page).total++
}

// handle survives a panic in a request, as an HTTP server does.
func handle(request func(page string), page string) {
	defer func() { _ = recover() }()
	request(page)
}

func handleWithPanic(s *stage) {
	c := &visitCounter{visits: map[string]*pageVisits{"/": {}}}
	gone := make(chan struct{})
	go func() {
		handle(c.count, "/favicon.ico")
		close(gone)
	}()
	<-gone
	for range 3 {
		go handle(c.count, "/")
	}
	s.await(3, "sync.Mutex.Lock", "(*visitCounter).count")
}

func handleWithDefer(s *stage) {
	c := &visitCounter{visits: map[string]*pageVisits{"/": {}}}
	for range 3 {
		go func() {
			for {
				handle(c.countSafely, "/favicon.ico")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*visitCounter).countSafely")
}
