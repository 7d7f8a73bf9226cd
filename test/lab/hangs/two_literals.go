package main

import (
	"sync"
	"time"
)

// truth: deadlock
func init() { register("two-literals", testTransfers, testTransfersWell) }

type ledgerBook struct {
	sync.Mutex
	balance int
}

// testTransfers is written as a test would be: with local variables and literals.
func testTransfers(s *stage) {
	left, right := &ledgerBook{balance: 10}, &ledgerBook{}
	var wg sync.WaitGroup
	ready := newLatency()
	wg.Add(2)
	go func() {
		defer wg.Done()
		left.Lock() // truth: there holds left.Mutex | left
		defer left.Unlock()
		ready.wait()
		right.Lock() // truth: there waits mutex right.Mutex | right
		defer right.Unlock()
		left.balance, right.balance = left.balance-1, right.balance+1
	}()
	go func() {
		defer wg.Done()
		right.Lock() // truth: back holds right.Mutex | right
		defer right.Unlock()
		ready.wait()
		left.Lock() // truth: back waits mutex left.Mutex | left
		defer left.Unlock()
		left.balance, right.balance = left.balance+1, right.balance-1
	}()
	done := make(chan struct{})
	go func() {
		wg.Wait()
		close(done)
	}()
	go func() {
		select {
		case <-done:
		case <-time.After(time.Hour):
			panic("the test takes too long")
		}
	}()
	ready.end(s, 2)
	s.await(1, "sync.Mutex.Lock", "testTransfers.func1")
	s.await(1, "sync.Mutex.Lock", "testTransfers.func2")
	s.await(1, "sync.WaitGroup.Wait", "testTransfers.func3")
}

func bookRound(left, right *ledgerBook) {
	var wg sync.WaitGroup
	for by := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			left.Lock()
			defer left.Unlock()
			right.Lock()
			defer right.Unlock()
			work()
			left.balance, right.balance = left.balance-by, right.balance+by
		}()
	}
	wg.Wait()
}

func testTransfersWell(s *stage) {
	left, right := &ledgerBook{balance: 10}, &ledgerBook{}
	go func() {
		for {
			bookRound(left, right)
		}
	}()
	s.await(1, "sync.WaitGroup.Wait", "bookRound")
}
