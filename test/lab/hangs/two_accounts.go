package main

import "sync"

// truth: deadlock
func init() { register("two-accounts", moveBothWays, moveInOrder) }

type savingsAccount struct {
	id    int
	owner string

	mu    sync.RWMutex
	cents int64
}

type bank struct {
	ledger *latency
}

func (b *bank) move(from, to *savingsAccount, cents int64) {
	from.mu.Lock() // truth: mover×2 holds from.mu
	defer from.mu.Unlock()
	b.ledger.wait()
	to.mu.Lock() // truth: mover×2 waits lockQueued to.mu
	defer to.mu.Unlock()
	from.cents -= cents
	to.cents += cents
}

// moveOrdered locks the account with the smaller id first.
func (b *bank) moveOrdered(from, to *savingsAccount, cents int64) {
	low, high := from, to
	if low.id > high.id {
		low, high = high, low
	}
	low.mu.Lock()
	defer low.mu.Unlock()
	high.mu.Lock()
	defer high.mu.Unlock()
	work()
	from.cents -= cents
	to.cents += cents
}

func moveBothWays(s *stage) {
	b := &bank{newLatency()}
	ada, bob := &savingsAccount{id: 1, owner: "Ada"}, &savingsAccount{id: 2, owner: "Bob"}
	go b.move(ada, bob, 100)
	go b.move(bob, ada, 50)
	b.ledger.end(s, 2)
	s.await(2, "sync.Mutex.Lock", "(*bank).move")
}

func moveInOrder(s *stage) {
	b := &bank{newLatency()}
	ada, bob := &savingsAccount{id: 1, owner: "Ada"}, &savingsAccount{id: 2, owner: "Bob"}
	for range 3 {
		go func() {
			for {
				b.moveOrdered(ada, bob, 100)
			}
		}()
		go func() {
			for {
				b.moveOrdered(bob, ada, 100)
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*bank).moveOrdered")
}
