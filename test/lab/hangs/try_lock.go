package main

import "sync"

// The lock is taken by TryLock, and given back on one of two ways only.

// truth: lostUnlock
func init() { register("try-lock", rotateWithTryLock, rotateWell) }

type logRotation struct {
	mu    sync.Mutex
	lines int
	files int
}

// rotate leaves the lock taken when there is nothing to rotate.
func (l *logRotation) rotate() bool {
	if !l.mu.TryLock() {
		return false
	}
	if l.lines == 0 {
		return false
	}
	l.files++
	l.lines = 0
	l.mu.Unlock()
	return true
}

func (l *logRotation) append(lines int) {
	l.mu.Lock() // truth: logger×5 waits mutex l.mu
	defer l.mu.Unlock()
	l.lines += lines
}

func (l *logRotation) rotateDeferred() bool {
	if !l.mu.TryLock() {
		return false
	}
	defer l.mu.Unlock()
	work()
	l.lines = 0
	return true
}

func rotateWithTryLock(s *stage) {
	l := &logRotation{}
	l.rotate()
	for range 5 {
		go l.append(1)
	}
	s.await(5, "sync.Mutex.Lock", "(*logRotation).append")
}

func rotateWell(s *stage) {
	l := &logRotation{}
	for range 5 {
		go func() {
			for {
				l.append(1)
				l.rotateDeferred()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*logRotation).append")
}
