package main

import (
	"sync"
	"time"
)

// truth: noCounterpart
func init() { register("stopped-ticker", stopBeats, beatHourly) }

// heartbeat tells the coordinator that a member is alive.
type heartbeat struct {
	ticker *time.Ticker
	wg     sync.WaitGroup
	beats  int
}

func newHeartbeat(every time.Duration) *heartbeat {
	b := &heartbeat{ticker: time.NewTicker(every)}
	b.wg.Add(1)
	go b.run()
	return b
}

func (b *heartbeat) run() {
	defer b.wg.Done()
	for range b.ticker.C { // truth: beater waits receive b.ticker.C
		b.beats++
	}
}

// leave believes that Stop closes the channel.
func (b *heartbeat) leave() {
	b.ticker.Stop()
	b.wg.Wait() // truth: leaver waits waitGroup b.wg
}

func stopBeats(s *stage) {
	b := newHeartbeat(time.Millisecond)
	work()
	go b.leave()
	s.await(1, "sync.WaitGroup.Wait", "(*heartbeat).leave")
}

func beatHourly(s *stage) {
	newHeartbeat(time.Hour)
	s.await(1, "chan receive", "(*heartbeat).run")
}
