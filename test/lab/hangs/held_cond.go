package main

import "sync"

// truth: deadlock
func init() { register("held-cond", flushUnderTableLock, flushAlone) }

type tableWriter struct {
	mu   sync.Mutex // of the table
	rows int

	bufferMu sync.Mutex
	drained  *sync.Cond // on bufferMu
	buffered int
}

func (t *tableWriter) flush() {
	t.mu.Lock() // truth: flusher holds t.mu
	defer t.mu.Unlock()
	t.waitUntilDrained()
}

func (t *tableWriter) waitUntilDrained() {
	t.bufferMu.Lock()
	defer t.bufferMu.Unlock()
	for t.buffered > 0 {
		t.drained.Wait() // truth: flusher waits cond t.drained
	}
}

// drain moves the buffer to the table.
func (t *tableWriter) drain() {
	t.mu.Lock() // truth: drainer waits mutex t.mu
	defer t.mu.Unlock()
	t.bufferMu.Lock()
	t.rows += t.buffered
	t.buffered = 0
	t.bufferMu.Unlock()
	t.drained.Broadcast()
}

func newTableWriter() *tableWriter {
	t := &tableWriter{buffered: 10}
	t.drained = sync.NewCond(&t.bufferMu)
	return t
}

func flushUnderTableLock(s *stage) {
	t := newTableWriter()
	go t.flush()
	s.await(1, "sync.Cond.Wait", "(*tableWriter).waitUntilDrained")
	go t.drain()
	s.await(1, "sync.Mutex.Lock", "(*tableWriter).drain")
}

// flushAlone has writers that wait for a drain that comes again and again.
func flushAlone(s *stage) {
	t := newTableWriter()
	for range 3 {
		go func() {
			for {
				t.waitUntilDrained()
				t.bufferMu.Lock()
				t.buffered++
				t.bufferMu.Unlock()
			}
		}()
	}
	go func() {
		for {
			work()
			t.drain()
		}
	}()
	s.await(1, "sync.Cond.Wait", "(*tableWriter).waitUntilDrained")
}
