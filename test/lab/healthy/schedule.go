package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// A scheduler of jobs in two instances, of which one at a time is the leader: the other one waits until it is.

func init() { register("schedule", startSchedule) }

type lease struct {
	mu    sync.Mutex
	owner string
	until time.Time
}

// take takes the lease, or makes it longer; false if somebody else has it.
func (l *lease) take(name string, length time.Duration) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.owner != name && now.Before(l.until) {
		return false
	}
	l.owner, l.until = name, now.Add(length)
	return true
}

type job struct {
	name  string
	every time.Duration
	next  time.Time
	run   func()
}

type scheduler struct {
	name    string
	lease   *lease
	elected chan struct{}
	add     chan *job
	remove  chan string
	running sync.WaitGroup
	ran     atomic.Int64

	mu        sync.Mutex
	changed   *sync.Cond
	isLeader  bool
	listeners []chan<- bool
}

func newScheduler(name string, l *lease) *scheduler {
	s := &scheduler{
		name:    name,
		lease:   l,
		elected: make(chan struct{}),
		add:     make(chan *job),
		remove:  make(chan string),
	}
	s.changed = sync.NewCond(&s.mu)
	return s
}

// elect tries for ever to become the leader, or to stay it.
func (s *scheduler) elect(ctx context.Context) {
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	var once sync.Once
	for {
		is := s.lease.take(s.name, time.Minute)
		s.mu.Lock()
		if is != s.isLeader {
			s.isLeader = is
			s.changed.Broadcast()
			for _, listener := range s.listeners {
				select {
				case listener <- is:
				default:
				}
			}
		}
		s.mu.Unlock()
		if is {
			once.Do(func() { close(s.elected) })
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// schedule runs jobs when they are due.
func (s *scheduler) schedule(ctx context.Context) {
	<-s.elected
	jobs := map[string]*job{}
	for {
		next := time.Now().Add(24 * time.Hour)
		for _, j := range jobs {
			if j.next.Before(next) {
				next = j.next
			}
		}
		timer := time.NewTimer(time.Until(next))
		select {
		case now := <-timer.C:
			for _, j := range jobs {
				if !j.next.After(now) {
					j.next = now.Add(j.every)
					s.start(j)
				}
			}
		case j := <-s.add:
			j.next = time.Now().Add(j.every)
			jobs[j.name] = j
		case name := <-s.remove:
			delete(jobs, name)
		case <-ctx.Done():
			timer.Stop()
			s.running.Wait()
			return
		}
		timer.Stop()
	}
}

func (s *scheduler) start(j *job) {
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		j.run()
		s.ran.Add(1)
	}()
}

// demoted waits until the scheduler is the leader no more.
func (s *scheduler) demoted() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.isLeader {
		s.changed.Wait()
	}
}

// watch tells of each change.
func (s *scheduler) watch() <-chan bool {
	changes := make(chan bool, 1)
	s.mu.Lock()
	s.listeners = append(s.listeners, changes)
	s.mu.Unlock()
	return changes
}

func startSchedule(busy bool) {
	l := &lease{}
	ctx := context.Background()
	every := 24 * time.Hour
	if busy {
		every = 2 * time.Millisecond
	}
	for _, name := range []string{"one", "two"} {
		s := newScheduler(name, l)
		go s.elect(ctx)
		go s.schedule(ctx)
		changes := s.watch()
		go func() {
			for range changes {
				work()
			}
		}()
		if name == "two" {
			continue
		}
		<-s.elected
		go s.demoted()
		for _, job := range []*job{
			{name: "backup", every: every, run: work},
			{name: "report", every: every, run: work},
		} {
			s.add <- job
		}
	}
}
