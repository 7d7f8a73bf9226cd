package main

import "sync"

// truth: noCounterpart|deadlock
func init() { register("stolen-signal", tradeWithSignal, tradeWithBroadcast) }

// marketStall has one condition for both sides.
type marketStall struct {
	mu      sync.Mutex
	changed *sync.Cond
	apples  []int
	room    int
}

func newMarketStall(room int) *marketStall {
	m := &marketStall{room: room}
	m.changed = sync.NewCond(&m.mu)
	return m
}

func (m *marketStall) buy() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.apples) == 0 {
		m.changed.Wait() // truth: buyer×2 waits cond m.changed
	}
	apple := m.apples[0]
	m.apples = m.apples[1:]
	m.changed.Signal()
	return apple
}

// sell fills the stall without a word when it was not empty.
func (m *marketStall) sell(apple int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.apples) >= m.room {
		m.changed.Wait()
	}
	m.apples = append(m.apples, apple)
	if len(m.apples) > 1 {
		m.changed.Signal()
	}
}

type fairStall struct {
	mu      sync.Mutex
	changed *sync.Cond
	apples  []int
	room    int
}

func (f *fairStall) buy() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.apples) == 0 {
		f.changed.Wait()
	}
	apple := f.apples[0]
	f.apples = f.apples[1:]
	f.changed.Broadcast()
	return apple
}

func (f *fairStall) sell(apple int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.apples) >= f.room {
		f.changed.Wait()
	}
	f.apples = append(f.apples, apple)
	work()
	f.changed.Broadcast()
}

func tradeWithSignal(s *stage) {
	m := newMarketStall(4)
	for range 2 {
		go m.buy()
	}
	s.await(2, "sync.Cond.Wait", "(*marketStall).buy")
	m.sell(1)
}

func tradeWithBroadcast(s *stage) {
	f := &fairStall{room: 1}
	f.changed = sync.NewCond(&f.mu)
	for at := range 3 {
		go func() {
			for {
				f.buy()
			}
		}()
		go func() {
			for {
				f.sell(at)
			}
		}()
	}
	s.await(1, "sync.Cond.Wait", "(*fairStall).buy")
}
