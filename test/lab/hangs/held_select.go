package main

import "sync"

// truth: deadlock
func init() { register("held-select", drainWithLock, drainAndClose) }

type jobQueue struct {
	jobs   chan int
	closed chan struct{}

	mu   sync.Mutex
	done map[int]bool
}

// next waits for a job, or for the end of the queue.
func (q *jobQueue) next() (int, bool) {
	q.mu.Lock() // truth: taker holds q.mu
	defer q.mu.Unlock()
	select { // truth: taker waits receive|select q.jobs | q.closed
	case job := <-q.jobs:
		q.done[job] = true
		return job, true
	case <-q.closed:
		return 0, false
	}
}

func (q *jobQueue) put(job int) {
	q.mu.Lock() // truth: putter waits mutex q.mu
	known := q.done[job]
	q.mu.Unlock()
	if !known {
		q.jobs <- job
	}
}

func (q *jobQueue) close() {
	q.mu.Lock() // truth: closer waits mutex q.mu
	defer q.mu.Unlock()
	close(q.closed)
}

// nextFree waits without the lock.
func (q *jobQueue) nextFree() (int, bool) {
	select {
	case job := <-q.jobs:
		q.mu.Lock()
		defer q.mu.Unlock()
		q.done[job] = true
		return job, true
	case <-q.closed:
		return 0, false
	}
}

func newJobQueue() *jobQueue {
	return &jobQueue{jobs: make(chan int), closed: make(chan struct{}), done: map[int]bool{}}
}

func drainWithLock(s *stage) {
	q := newJobQueue()
	go q.next()
	s.await(1, "select", "(*jobQueue).next")
	go q.put(7)
	go q.close()
	s.await(1, "sync.Mutex.Lock", "(*jobQueue).put")
	s.await(1, "sync.Mutex.Lock", "(*jobQueue).close")
}

func drainAndClose(s *stage) {
	q := newJobQueue()
	for range 4 {
		go func() {
			for _, ok := q.nextFree(); ok; _, ok = q.nextFree() {
				work()
			}
		}()
	}
	go func() {
		for job := 0; ; job++ {
			q.put(job)
			work()
		}
	}()
	s.await(2, "select", "(*jobQueue).nextFree")
}
