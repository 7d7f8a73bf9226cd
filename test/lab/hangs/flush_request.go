package main

import "sync"

// A writer asks the loop to flush and holds the lock that the loop needs to do so.

// truth: deadlock
func init() { register("flush-request", flushHoldingLock, flushAfterLock) }

type walWriter struct {
	mu      sync.Mutex
	pending []string
	flushes chan chan error
	closed  chan struct{}
}

func openWAL() *walWriter {
	w := &walWriter{flushes: make(chan chan error), closed: make(chan struct{})}
	go w.flushLoop()
	return w
}

func (w *walWriter) flushLoop() {
	for {
		select {
		case reply := <-w.flushes:
			reply <- w.writeOut()
		case <-w.closed:
			return
		}
	}
}

func (w *walWriter) writeOut() error {
	w.mu.Lock() // truth: loop waits mutex w.mu
	defer w.mu.Unlock()
	w.pending = w.pending[:0]
	return nil
}

func (w *walWriter) sync() error {
	reply := make(chan error, 1)
	w.flushes <- reply
	return <-reply // truth: writer waits receive reply
}

func (w *walWriter) append(entry string) error {
	w.mu.Lock() // truth: writer holds w.mu
	defer w.mu.Unlock()
	w.pending = append(w.pending, entry)
	return w.sync()
}

func (w *walWriter) appendThenSync(entry string) error {
	w.mu.Lock()
	w.pending = append(w.pending, entry)
	w.mu.Unlock()
	return w.sync()
}

func flushHoldingLock(s *stage) {
	w := openWAL()
	go w.append("x")
	s.await(1, "sync.Mutex.Lock", "(*walWriter).flushLoop")
	s.await(1, "chan receive", "(*walWriter).append")
}

func flushAfterLock(s *stage) {
	w := openWAL()
	_ = w.appendThenSync("x")
	go atEachVisit(func() { _ = w.appendThenSync("y") })
	s.await(1, "select", "(*walWriter).flushLoop")
	s.await(1, "IO wait", "atEachVisit")
}
