package main

import "sync"

// The signal comes before the wait, and the one who gave it has gone.

// truth: noCounterpart, possible
func init() { register("cond-too-early", waitAfterSignal, waitBeforeSignal) }

type bootSequence struct {
	mu      sync.Mutex
	booted  *sync.Cond
	isReady bool
}

func newBootSequence() *bootSequence {
	b := &bootSequence{}
	b.booted = sync.NewCond(&b.mu)
	return b
}

func (b *bootSequence) finish() {
	b.mu.Lock()
	b.isReady = true
	b.mu.Unlock()
	b.booted.Broadcast()
}

// awaitBoot does not look whether it has happened already.
func (b *bootSequence) awaitBoot() {
	b.mu.Lock()
	b.booted.Wait() // truth: service×2 waits cond b.booted
	b.mu.Unlock()
}

func waitAfterSignal(s *stage) {
	b := newBootSequence()
	b.finish()
	go b.awaitBoot()
	go b.awaitBoot()
	s.await(2, "sync.Cond.Wait", "(*bootSequence).awaitBoot")
}

// waitBeforeSignal has somebody who goes on to signal.
func waitBeforeSignal(s *stage) {
	b := newBootSequence()
	for range 2 {
		go func() {
			for {
				b.awaitBoot()
			}
		}()
	}
	go func() {
		for {
			work()
			b.finish()
		}
	}()
	s.await(1, "sync.Cond.Wait", "(*bootSequence).awaitBoot")
}
