package main

import "sync"

// Many readers and writers queue behind two goroutines that wait for each other.

// truth: deadlock
func init() { register("many-queued", browseWhileSelling, browseWell) }

type shopWindow struct {
	mu     sync.RWMutex
	prices map[string]int
	till   *cashRegister
}

type cashRegister struct {
	mu    sync.Mutex
	cents int
	shop  *shopWindow
}

func (w *shopWindow) browse(item string) int {
	w.mu.RLock() // truth: visitor×30 waits rlock w.mu
	defer w.mu.RUnlock()
	return w.prices[item]
}

func (w *shopWindow) discount(item string, delay *latency) {
	w.mu.Lock() // truth: seller holds w.mu
	defer w.mu.Unlock()
	delay.wait()
	if w.till.total() > 0 {
		w.prices[item]--
	}
}

func (c *cashRegister) total() int {
	c.mu.Lock() // truth: seller waits mutex c.mu
	defer c.mu.Unlock()
	return c.cents
}

func (c *cashRegister) pay(item string, delay *latency) {
	c.mu.Lock() // truth: cashier holds c.mu
	defer c.mu.Unlock()
	delay.wait()
	c.cents += c.shop.price(item)
}

func (w *shopWindow) price(item string) int {
	w.mu.RLock() // truth: cashier waits rlock w.mu
	defer w.mu.RUnlock()
	return w.prices[item]
}

func newShopWindow() *shopWindow {
	w := &shopWindow{prices: map[string]int{}}
	w.till = &cashRegister{shop: w}
	return w
}

func browseWhileSelling(s *stage) {
	w := newShopWindow()
	delay := newLatency()
	go w.discount("tea", delay)
	go w.till.pay("tea", delay)
	delay.end(s, 2)
	s.await(1, "sync.Mutex.Lock", "(*shopWindow).discount")
	s.await(1, "sync.RWMutex.RLock", "(*cashRegister).pay")
	for range 30 {
		go w.browse("tea")
	}
	s.await(30, "sync.RWMutex.RLock", "(*shopWindow).browse")
}

// browseWell has many visitors, and a seller who changes a price for a moment.
func browseWell(s *stage) {
	w := newShopWindow()
	for range 30 {
		go func() {
			for {
				w.browse("tea")
				work()
			}
		}()
	}
	go func() {
		for {
			w.mu.Lock()
			w.prices["tea"]++
			work()
			w.mu.Unlock()
			work()
		}
	}()
	s.await(1, "sync.RWMutex.RLock", "(*shopWindow).browse")
}
