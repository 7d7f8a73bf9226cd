package main

import "sync"

// truth: deadlock
func init() { register("held-receive", askWithLock, askWithoutLock) }

type quoteRequest struct {
	symbol string
	reply  chan int
}

type quotes struct {
	requests chan quoteRequest

	mu     sync.Mutex
	cached map[string]int
}

// fetch asks the server for a quote, and caches it.
func (q *quotes) fetch(symbol string) int {
	q.mu.Lock() // truth: asker holds q.mu
	defer q.mu.Unlock()
	reply := make(chan int)
	q.requests <- quoteRequest{symbol, reply}
	q.cached[symbol] = <-reply // truth: asker waits receive reply
	return q.cached[symbol]
}

func (q *quotes) serve() {
	for request := range q.requests {
		q.mu.Lock() // truth: server waits mutex q.mu
		cents, ok := q.cached[request.symbol]
		q.mu.Unlock()
		if !ok {
			cents = len(request.symbol) * 100
		}
		work()
		request.reply <- cents
	}
}

// fetchFirst asks before it locks.
func (q *quotes) fetchFirst(symbol string) int {
	reply := make(chan int)
	q.requests <- quoteRequest{symbol, reply}
	cents := <-reply
	q.mu.Lock()
	defer q.mu.Unlock()
	q.cached[symbol] = cents
	return cents
}

func newQuotes() *quotes {
	q := &quotes{requests: make(chan quoteRequest), cached: map[string]int{}}
	go q.serve()
	return q
}

func askWithLock(s *stage) {
	q := newQuotes()
	go q.fetch("GO")
	s.await(1, "chan receive", "(*quotes).fetch")
	s.await(1, "sync.Mutex.Lock", "(*quotes).serve")
}

func askWithoutLock(s *stage) {
	q := newQuotes()
	for range 3 {
		go func() {
			for {
				q.fetchFirst("GO")
			}
		}()
	}
	s.await(1, "chan receive", "(*quotes).fetchFirst")
}
