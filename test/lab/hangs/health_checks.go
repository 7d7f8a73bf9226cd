package main

import (
	"errors"
	"sync"
	"time"
)

// truth: noCounterpart|lockHeld, also noCounterpart|lockHeld
func init() { register("health-checks", stopDeadCheck, stopLiveChecks) }

var errUnhealthy = errors.New("unhealthy")

type healthCheck interface {
	start()
	stop()
}

// probe asks a backend for its health now and then.
type probe struct {
	every  time.Duration
	stopCh chan struct{}
	ask    func() error
	report func(err error)
}

func newProbe(every time.Duration, ask func() error, report func(error)) *probe {
	return &probe{every, make(chan struct{}), ask, report}
}

func (p *probe) start() { go p.loop() }

func (p *probe) loop() {
	ticker := time.NewTicker(p.every)
	defer ticker.Stop()
	failures := 0
	for {
		select {
		case <-ticker.C:
			if err := p.ask(); err != nil {
				if failures++; failures > 2 {
					p.report(err)
					return
				}
				continue
			}
			failures = 0
		case <-p.stopCh:
			return
		}
	}
}

func (p *probe) stop() {
	p.stopCh <- struct{}{} // truth: remover waits send p.stopCh
}

// backendSet has a check for each of its backends.
type backendSet struct {
	mu     sync.RWMutex
	checks map[string]healthCheck
	down   map[string]error
}

func (b *backendSet) add(name string, ask func() error) {
	check := newProbe(time.Millisecond, ask, func(err error) { b.markDown(name, err) })
	b.mu.Lock()
	b.checks[name] = check
	b.mu.Unlock()
	check.start()
}

func (b *backendSet) markDown(name string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.down[name] = err
}

func (b *backendSet) remove(name string) {
	b.mu.Lock() // truth: remover holds b.mu
	defer b.mu.Unlock()
	if check, ok := b.checks[name]; ok {
		check.stop()
		delete(b.checks, name)
	}
}

func (b *backendSet) isDown(name string) bool {
	b.mu.RLock() // truth: picker×2 waits *
	defer b.mu.RUnlock()
	return b.down[name] != nil
}

func newBackendSet() *backendSet {
	return &backendSet{checks: map[string]healthCheck{}, down: map[string]error{}}
}

func stopDeadCheck(s *stage) {
	b := newBackendSet()
	b.add("east", func() error { return errUnhealthy })
	for !b.isDown("east") {
		work()
	}
	go b.remove("east")
	s.await(1, "chan send", "(*backendSet).remove")
	for range 2 {
		go b.isDown("east")
	}
	s.await(2, "sync.RWMutex.RLock", "(*backendSet).isDown")
}

func stopLiveChecks(s *stage) {
	b := newBackendSet()
	go func() {
		for {
			b.add("east", func() error { return nil })
			b.remove("east")
		}
	}()
	for range 3 {
		go func() {
			for {
				b.isDown("east")
			}
		}()
	}
	work()
}
