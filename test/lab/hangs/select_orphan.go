package main

import "time"

// truth: noCounterpart
func init() { register("select-orphan", pollWithoutOwner, pollWithTicker) }

type poller struct {
	wake chan struct{}
	stop chan struct{}
	runs int
}

// startPolling hands out the only way to wake or to stop the poller.
func startPolling() (wake func()) {
	wakeup, stop := make(chan struct{}), make(chan struct{})
	go func() {
		for runs := 0; ; runs++ {
			select { // truth: poller×10 waits receive|select wakeup | stop
			case <-wakeup:
			case <-stop:
				return
			}
		}
	}()
	return func() { wakeup <- struct{}{} }
}

func refreshOnce() {
	wake := startPolling()
	wake()
}

func (p *poller) run(ticks <-chan time.Time) {
	for {
		select {
		case <-ticks:
			p.runs++
		case <-p.wake:
			p.runs += 2
		case <-p.stop:
			return
		}
	}
}

func pollWithoutOwner(s *stage) {
	for range 10 {
		refreshOnce()
	}
	s.await(10, "select", "startPolling.func1")
}

func pollWithTicker(s *stage) {
	for range 10 {
		p := &poller{wake: make(chan struct{}), stop: make(chan struct{})}
		go p.run(time.NewTicker(10 * time.Millisecond).C)
	}
	s.await(10, "select", "(*poller).run")
}
