package main

import (
	"container/heap"
	"context"
	"errors"
	"log"
	"sync"
	"time"
)

// A queue of jobs that are tried again with growing pauses, a lease for each that a reaper takes back, and clients that wait for
// the end of theirs.

func init() { register("job-queue", startJobQueue) }

var errTryAgain = errors.New("try again")

type queuedJob struct {
	id       int
	tries    int
	due      time.Time
	finished chan error
}

type delayedJobs []*queuedJob

func (d delayedJobs) Len() int           { return len(d) }
func (d delayedJobs) Less(i, j int) bool { return d[i].due.Before(d[j].due) }
func (d delayedJobs) Swap(i, j int)      { d[i], d[j] = d[j], d[i] }
func (d *delayedJobs) Push(x any)        { *d = append(*d, x.(*queuedJob)) }
func (d *delayedJobs) Pop() any {
	old := *d
	last := old[len(old)-1]
	*d = old[:len(old)-1]
	return last
}

type backoff struct {
	base, limit time.Duration
}

func (b backoff) after(tries int) time.Duration {
	return min(b.base<<tries, b.limit)
}

type jobScheduler struct {
	ctx     context.Context
	cancel  context.CancelFunc
	ready   chan *queuedJob
	delayed chan *queuedJob
	pauses  backoff
	running sync.WaitGroup

	mu     sync.Mutex
	cond   *sync.Cond
	leases map[int]time.Time
	open   int
}

func newJobScheduler(workers int) *jobScheduler {
	q := &jobScheduler{
		ready:   make(chan *queuedJob),
		delayed: make(chan *queuedJob),
		pauses:  backoff{time.Millisecond, 50 * time.Millisecond},
		leases:  map[int]time.Time{},
	}
	q.ctx, q.cancel = context.WithCancel(context.Background())
	q.cond = sync.NewCond(&q.mu)
	q.spawn(q.delay)
	q.spawn(q.reap)
	for range workers {
		q.spawn(q.work)
	}
	return q
}

func (q *jobScheduler) spawn(run func()) {
	q.running.Add(1)
	go func() {
		defer q.running.Done()
		run()
	}()
}

// delay keeps the jobs that are not due yet.
func (q *jobScheduler) delay() {
	var jobs delayedJobs
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		var ready chan<- *queuedJob
		var first *queuedJob
		if len(jobs) > 0 {
			if wait := time.Until(jobs[0].due); wait <= 0 {
				ready, first = q.ready, jobs[0]
			} else {
				timer.Reset(wait)
			}
		}
		select {
		case job := <-q.delayed:
			heap.Push(&jobs, job)
		case ready <- first:
			heap.Pop(&jobs)
		case <-timer.C:
		case <-q.ctx.Done():
			return
		}
	}
}

func (q *jobScheduler) work() {
	for {
		select {
		case job := <-q.ready:
			q.lease(job.id)
			err := q.try(job)
			q.unlease(job.id)
			if errors.Is(err, errTryAgain) && q.later(job) {
				continue
			}
			job.finished <- err
		case <-q.ctx.Done():
			return
		}
	}
}

func (q *jobScheduler) later(job *queuedJob) bool {
	if job.tries >= 3 {
		return false
	}
	job.due = time.Now().Add(q.pauses.after(job.tries))
	select {
	case q.delayed <- job:
		return true
	case <-q.ctx.Done():
		return false
	}
}

func (q *jobScheduler) try(job *queuedJob) error {
	job.tries++
	work()
	if job.id%3 == 0 {
		return errTryAgain
	}
	return nil
}

func (q *jobScheduler) lease(id int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.leases[id] = time.Now().Add(time.Minute)
}

func (q *jobScheduler) unlease(id int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.leases, id)
}

func (q *jobScheduler) reap() {
	ticker := time.NewTicker(10 * time.Second)
	defer ticker.Stop()
	for {
		select {
		case now := <-ticker.C:
			q.mu.Lock()
			for id, until := range q.leases {
				if until.Before(now) {
					delete(q.leases, id)
				}
			}
			q.mu.Unlock()
		case <-q.ctx.Done():
			return
		}
	}
}

// do waits for room, and then for the end of the job.
func (q *jobScheduler) do(ctx context.Context, id int) error {
	q.mu.Lock()
	for q.open >= 8 {
		q.cond.Wait()
	}
	q.open++
	q.mu.Unlock()
	defer q.leave()
	job := &queuedJob{id: id, due: time.Now(), finished: make(chan error, 1)}
	select {
	case q.delayed <- job:
	case <-ctx.Done():
		return ctx.Err()
	}
	return <-job.finished
}

func (q *jobScheduler) leave() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.open--
	q.cond.Signal()
}

// close is for the end of the program.
func (q *jobScheduler) close() {
	q.cancel()
	q.running.Wait()
}

func startJobQueue(busy bool) {
	q := newJobScheduler(4)
	for n := range 12 {
		go func() {
			for id := n; ; id += 12 {
				if err := q.do(context.Background(), id); err != nil && !errors.Is(err, errTryAgain) {
					log.Print(err)
				}
				pause(busy)
			}
		}()
	}
}
