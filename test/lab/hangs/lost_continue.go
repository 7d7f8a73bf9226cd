package main

import "sync"

// truth: lostUnlock|selfDeadlock
func init() { register("lost-continue", sweepWithContinue, sweepWell) }

type tempFile struct {
	name string

	mu     sync.Mutex
	locked bool
	size   int
}

type sweeper struct {
	mu    sync.Mutex
	freed int
}

func (w *sweeper) sweep(files []*tempFile) {
	for _, file := range files {
		w.mu.Lock() // truth: sweeper holds w.mu; sweeper waits mutex w.mu
		if file.locked {
			continue
		}
		w.freed += file.size
		w.mu.Unlock()
	}
}

func (w *sweeper) sweepAll(files []*tempFile) {
	for _, file := range files {
		if file.locked {
			continue
		}
		w.mu.Lock()
		w.freed += file.size
		work()
		w.mu.Unlock()
	}
}

var sweptFiles = []*tempFile{{name: "a", size: 1}, {name: "b", locked: true}, {name: "c", size: 3}}

func sweepWithContinue(s *stage) {
	w := &sweeper{}
	go w.sweep(sweptFiles)
	s.await(1, "sync.Mutex.Lock", "(*sweeper).sweep")
}

func sweepWell(s *stage) {
	w := &sweeper{}
	for range 3 {
		go func() {
			for {
				w.sweepAll(sweptFiles)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*sweeper).sweepAll")
}
