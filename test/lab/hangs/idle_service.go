package main

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// A service of which one part hangs; its twin is idle as a whole.

// truth: selfDeadlock
func init() { register("idle-service", serveAndStumble, serveIdle) }

type cronService struct {
	jobs chan string
	hook chan os.Signal

	mu   sync.RWMutex
	last map[string]time.Time
}

func (c *cronService) worker(ctx context.Context) {
	for {
		select {
		case job := <-c.jobs:
			c.note(job)
		case <-ctx.Done():
			return
		}
	}
}

func (c *cronService) note(job string) {
	c.mu.Lock() // truth: worker holds c.mu
	defer c.mu.Unlock()
	c.last[job] = time.Now()
	c.trim()
}

func (c *cronService) trim() {
	if c.size() < 100 {
		return
	}
	c.last = map[string]time.Time{}
}

func (c *cronService) size() int {
	c.mu.RLock() // truth: worker waits rlock c.mu
	defer c.mu.RUnlock()
	return len(c.last)
}

// reports prints once a day.
func (c *cronService) reports(every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for range ticker.C {
		c.size()
	}
}

func (c *cronService) signals() {
	signal.Notify(c.hook, syscall.SIGHUP)
	for range c.hook {
		c.size()
	}
}

func (c *cronService) schedule(jobs <-chan string) {
	for job := range jobs {
		c.jobs <- job
	}
}

// start runs all parts; jobs come from somebody who keeps the channel.
func (c *cronService) start(ctx context.Context) chan<- string {
	jobs := make(chan string)
	for range 4 {
		go c.worker(ctx)
	}
	go c.reports(24 * time.Hour)
	go c.signals()
	go c.schedule(jobs)
	return jobs
}

func newCronService() *cronService {
	return &cronService{
		jobs: make(chan string),
		hook: make(chan os.Signal, 1),
		last: map[string]time.Time{},
	}
}

// daily sends a job a day, beginning tomorrow.
func daily(jobs chan<- string) {
	for {
		time.Sleep(24 * time.Hour)
		jobs <- "backup"
	}
}

func serveAndStumble(s *stage) {
	c := newCronService()
	jobs := c.start(context.Background())
	jobs <- "backup"
	go daily(jobs)
	s.await(1, "sync.RWMutex.RLock", "(*cronService).size")
}

// serveIdle waits for jobs that come in a day.
func serveIdle(s *stage) {
	c := newCronService()
	go daily(c.start(context.Background()))
	s.await(4, "select", "(*cronService).worker")
}
