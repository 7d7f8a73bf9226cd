package main

import "sync"

// truth: deadlock
func init() { register("ring-buffer", flushFullRing, flushRing) }

// ring is a bounded queue with conditions.
type ring[T any] struct {
	lock     sync.Mutex
	notFull  sync.Cond
	notEmpty sync.Cond
	items    []T
	limit    int
}

func newRing[T any](limit int) *ring[T] {
	r := &ring[T]{limit: limit}
	r.notFull.L = &r.lock
	r.notEmpty.L = &r.lock
	return r
}

func (r *ring[T]) push(item T) {
	r.lock.Lock()
	defer r.lock.Unlock()
	for len(r.items) == r.limit {
		r.notFull.Wait() // truth: logger waits cond r.notFull
	}
	r.items = append(r.items, item)
	r.notEmpty.Signal()
}

func (r *ring[T]) pop() T {
	r.lock.Lock()
	defer r.lock.Unlock()
	for len(r.items) == 0 {
		r.notEmpty.Wait()
	}
	item := r.items[0]
	r.items = r.items[1:]
	r.notFull.Signal()
	return item
}

type writeAheadLog struct {
	mu      sync.RWMutex
	written int
	queue   *ring[string]
}

// log queues with the lock that the flusher needs before it takes anything out.
func (w *writeAheadLog) log(line string) {
	w.mu.Lock() // truth: logger holds w.mu
	defer w.mu.Unlock()
	w.written++
	w.queue.push(line)
}

func (w *writeAheadLog) flush() {
	for {
		w.checkSize()
		w.queue.pop()
	}
}

func (w *writeAheadLog) checkSize() bool {
	w.mu.RLock() // truth: flusher waits rlock w.mu
	defer w.mu.RUnlock()
	return w.written > 1<<20
}

func (w *writeAheadLog) logWell(line string) {
	w.mu.Lock()
	w.written++
	work()
	w.mu.Unlock()
	w.queue.push(line)
}

func flushFullRing(s *stage) {
	w := &writeAheadLog{queue: newRing[string](2)}
	go func() {
		for range 5 {
			w.log("entry")
		}
	}()
	s.await(1, "sync.Cond.Wait", "(*writeAheadLog).log")
	go w.flush()
	s.await(1, "sync.RWMutex.RLock", "(*writeAheadLog).flush")
}

func flushRing(s *stage) {
	w := &writeAheadLog{queue: newRing[string](2)}
	for range 3 {
		go func() {
			for {
				w.logWell("entry")
			}
		}()
	}
	go w.flush()
	s.await(1, "sync.Mutex.Lock", "(*writeAheadLog).logWell")
}
