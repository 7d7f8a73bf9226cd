package main

import "sync"

// truth: deadlock
func init() { register("guarded-values", crossGuards, crossGuardsWell) }

// shielded keeps a value that is touched only with its lock.
type shielded[T any] struct {
	mu    sync.Mutex
	value T
}

func shield[T any](value T) *shielded[T] {
	return &shielded[T]{value: value}
}

func (g *shielded[T]) with(use func(*T)) {
	g.mu.Lock() // truth: clerk×2 waits mutex g.mu; clerk holds g.mu
	defer g.mu.Unlock()
	use(&g.value)
}

type priceList struct {
	cents map[string]int
}

type customerBook struct {
	owed map[string]int
}

type billing struct {
	prices *shielded[priceList]
	book   *shielded[customerBook]
	pause  *latency
}

func newBilling() *billing {
	return &billing{
		prices: shield(priceList{map[string]int{"tea": 250}}),
		book:   shield(customerBook{map[string]int{"ann": 0}}),
		pause:  newLatency(),
	}
}

// bill takes the book and then the prices.
func (b *billing) bill(who, what string) {
	b.book.with(func(book *customerBook) {
		b.pause.wait()
		b.prices.with(func(prices *priceList) {
			book.owed[who] += prices.cents[what]
		})
	})
}

// reprice takes the prices and then the book.
func (b *billing) reprice(what string, cents int) {
	b.prices.with(func(prices *priceList) {
		prices.cents[what] = cents
		b.pause.wait()
		b.book.with(func(book *customerBook) {
			clear(book.owed)
		})
	})
}

func (b *billing) repriceWell(what string, cents int) {
	b.prices.with(func(prices *priceList) {
		prices.cents[what] = cents
		work()
	})
	b.book.with(func(book *customerBook) { clear(book.owed) })
}

func crossGuards(s *stage) {
	b := newBilling()
	go b.bill("ann", "tea")
	go b.reprice("tea", 270)
	b.pause.end(s, 2)
	s.await(1, "sync.Mutex.Lock", "(*billing).bill")
	s.await(1, "sync.Mutex.Lock", "(*billing).reprice")
}

func crossGuardsWell(s *stage) {
	b := newBilling()
	close(b.pause.over)
	for range 2 {
		go func() {
			for {
				b.bill("ann", "tea")
			}
		}()
		go func() {
			for {
				b.repriceWell("tea", 270)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*billing).repriceWell")
}
