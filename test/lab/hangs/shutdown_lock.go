package main

import "sync"

// Close waits for the loop with the lock that the loop needs.

// truth: deadlock
func init() { register("shutdown-lock", closeWithLock, closeWithoutLock) }

type metricsSink struct {
	points  chan int
	stop    chan struct{}
	stopped chan struct{}

	mu     sync.Mutex
	sum    int
	closed bool
}

func newMetricsSink() *metricsSink {
	m := &metricsSink{points: make(chan int), stop: make(chan struct{}), stopped: make(chan struct{})}
	go m.loop()
	return m
}

func (m *metricsSink) loop() {
	defer close(m.stopped)
	for {
		select {
		case point := <-m.points:
			m.sum += point
		case <-m.stop:
			m.flush()
			return
		}
	}
}

func (m *metricsSink) flush() {
	m.mu.Lock() // truth: loop waits mutex m.mu
	defer m.mu.Unlock()
	m.sum = 0
}

func (m *metricsSink) close() {
	m.mu.Lock() // truth: closer holds m.mu
	defer m.mu.Unlock()
	m.closed = true
	close(m.stop)
	<-m.stopped // truth: closer waits receive m.stopped
}

func (m *metricsSink) closeFirst() {
	close(m.stop)
	<-m.stopped
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
}

func closeWithLock(s *stage) {
	m := newMetricsSink()
	go m.close()
	s.await(1, "chan receive", "(*metricsSink).close")
	s.await(1, "sync.Mutex.Lock", "(*metricsSink).loop")
}

// closeWithoutLock has a loop that waits for points, and somebody who may close it.
func closeWithoutLock(s *stage) {
	m := newMetricsSink()
	go func() {
		defer m.closeFirst()
		for point := 0; point < 1<<40; point++ {
			m.points <- point
			work()
		}
	}()
	s.await(1, "select", "(*metricsSink).loop")
}
