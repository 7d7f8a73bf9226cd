package main

import (
	"sync"
	"time"
)

// truth: noCounterpart
func init() { register("drained-timer", drainTimerTwice, drainTimerOnce) }

type configChange struct{ path string }

// debouncer reloads once changes have ceased for a while.
type debouncer struct {
	mu      sync.Mutex
	loaded  int
	quiet   time.Duration
	changes chan configChange
}

func newDebouncer(quiet time.Duration) *debouncer {
	return &debouncer{quiet: quiet, changes: make(chan configChange)}
}

func (d *debouncer) reload() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.loaded++
}

func (d *debouncer) reloads() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.loaded
}

// run empties the channel of a timer that has fired, although it may have done so before.
func (d *debouncer) run() {
	timer := time.NewTimer(d.quiet)
	defer timer.Stop()
	for {
		select {
		case <-d.changes:
			if !timer.Stop() {
				<-timer.C // truth: debouncer waits receive timer.C
			}
			timer.Reset(d.quiet)
		case <-timer.C:
			d.reload()
		}
	}
}

func (d *debouncer) runWell() {
	timer := time.NewTimer(d.quiet)
	defer timer.Stop()
	for {
		select {
		case <-d.changes:
			if !timer.Stop() {
				select {
				case <-timer.C:
				default:
				}
			}
			timer.Reset(d.quiet)
		case <-timer.C:
			d.reload()
		}
	}
}

func drainTimerTwice(s *stage) {
	d := newDebouncer(time.Millisecond)
	go d.run()
	for d.reloads() == 0 {
		work()
	}
	d.changes <- configChange{"server.conf"}
	s.await(1, "chan receive", "(*debouncer).run")
}

func drainTimerOnce(s *stage) {
	d := newDebouncer(time.Millisecond)
	go d.runWell()
	go func() {
		for {
			d.changes <- configChange{"server.conf"}
			time.Sleep(3 * time.Millisecond)
		}
	}()
	idle := newDebouncer(time.Hour)
	go idle.runWell()
	go func() {
		for {
			idle.changes <- configChange{"idle.conf"}
			time.Sleep(time.Hour)
		}
	}()
	work()
}
