package main

import "sync"

// truth: selfDeadlock
func init() { register("through-interface", notifyObservers, notifyObserversOutside) }

type priceObserver interface {
	priceChanged(symbol string, cents int)
}

type priceFeed struct {
	mu        sync.Mutex
	prices    map[string]int
	observers []priceObserver
}

func (f *priceFeed) set(symbol string, cents int) {
	f.mu.Lock() // truth: setter holds f.mu
	defer f.mu.Unlock()
	f.prices[symbol] = cents
	for _, o := range f.observers {
		o.priceChanged(symbol, cents)
	}
}

// setAndNotify calls the observers without the lock.
func (f *priceFeed) setAndNotify(symbol string, cents int) {
	f.mu.Lock()
	f.prices[symbol] = cents
	observers := append([]priceObserver(nil), f.observers...)
	f.mu.Unlock()
	for _, o := range observers {
		o.priceChanged(symbol, cents)
	}
}

func (f *priceFeed) price(symbol string) int {
	f.mu.Lock() // truth: setter waits mutex f.mu
	defer f.mu.Unlock()
	work()
	return f.prices[symbol]
}

// spread follows the difference of two prices.
type spread struct {
	feed       *priceFeed
	buy, sell  string
	difference int
}

func (s *spread) priceChanged(string, int) {
	s.difference = s.feed.price(s.buy) - s.feed.price(s.sell)
}

func newPriceFeed() *priceFeed {
	feed := &priceFeed{prices: map[string]int{}}
	feed.observers = []priceObserver{&spread{feed: feed, buy: "A", sell: "B"}}
	return feed
}

func notifyObservers(s *stage) {
	feed := newPriceFeed()
	go feed.set("A", 100)
	s.await(1, "sync.Mutex.Lock", "(*priceFeed).price")
}

func notifyObserversOutside(s *stage) {
	feed := newPriceFeed()
	for _, symbol := range []string{"A", "B", "C", "D"} {
		go func() {
			for cents := 0; ; cents++ {
				feed.setAndNotify(symbol, cents)
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*spread).priceChanged")
}
