package main

// truth: noCounterpart
func init() { register("leaked-watchers", leakWatchers, keepWatchers) }

type stockTicker struct {
	symbol string
	watch  chan int
	quit   chan struct{}
	prices []int
}

// subscribe starts a watcher; who forgets to call stop leaves it behind.
func subscribe(symbol string) (t *stockTicker, stop func()) {
	t = &stockTicker{symbol: symbol}
	updates := make(chan int)
	go func() {
		for price := range updates { // truth: watcher×50 waits receive updates
			t.prices = append(t.prices, price)
		}
	}()
	return t, func() { close(updates) }
}

// showOnce is a request that subscribes and leaves.
func showOnce(symbol string) int {
	t, _ := subscribe(symbol)
	return len(t.prices)
}

// run watches for the owner of the ticker, who is there.
func (t *stockTicker) run() {
	for {
		select {
		case price := <-t.watch:
			t.prices = append(t.prices[:0], price)
		case <-t.quit:
			return
		}
	}
}

func (t *stockTicker) feed() {
	defer close(t.quit)
	for price := 0; price < 1<<40; price++ {
		t.watch <- price
		work()
	}
}

func leakWatchers(s *stage) {
	for range 50 {
		showOnce("GO")
	}
	s.await(50, "chan receive", "subscribe.func1")
}

func keepWatchers(s *stage) {
	for range 10 {
		t := &stockTicker{symbol: "GO", watch: make(chan int), quit: make(chan struct{})}
		go t.run()
		go t.feed()
	}
	s.await(3, "select", "(*stockTicker).run")
}
