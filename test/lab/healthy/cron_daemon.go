package main

import (
	"context"
	"log"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
)

// A daemon that runs jobs at their times until a signal ends it, and then waits for those that run.

func init() { register("cron-daemon", startCronDaemon) }

type cronJob struct {
	name  string
	every time.Duration
	run   func(ctx context.Context) error
}

type cronEntry struct {
	cronJob
	next time.Time
}

type cronRun struct {
	name string
	took time.Duration
	err  error
}

type cronDaemon struct {
	adds    chan cronJob
	removes chan string
	lists   chan chan []string
	runs    chan cronRun
	limit   chan struct{}
	wg      sync.WaitGroup
}

func newCronDaemon() *cronDaemon {
	return &cronDaemon{
		adds:    make(chan cronJob),
		removes: make(chan string),
		lists:   make(chan chan []string),
		runs:    make(chan cronRun, 4),
		limit:   make(chan struct{}, 2),
	}
}

// loop owns the entries.
func (c *cronDaemon) loop(ctx context.Context) error {
	var entries []*cronEntry
	for {
		wait := time.Hour
		now := time.Now()
		for _, e := range entries {
			wait = min(wait, e.next.Sub(now))
		}
		timer := time.NewTimer(wait)
		select {
		case now := <-timer.C:
			for _, e := range entries {
				if !e.next.After(now) {
					c.start(ctx, e.cronJob)
					e.next = now.Add(e.every)
				}
			}
		case job := <-c.adds:
			timer.Stop()
			entries = append(entries, &cronEntry{job, time.Now().Add(job.every)})
		case name := <-c.removes:
			timer.Stop()
			for i, e := range entries {
				if e.name == name {
					entries = append(entries[:i], entries[i+1:]...)
					break
				}
			}
		case reply := <-c.lists:
			timer.Stop()
			names := make([]string, 0, len(entries))
			for _, e := range entries {
				names = append(names, e.name)
			}
			reply <- names
		case <-ctx.Done():
			timer.Stop()
			c.wg.Wait()
			close(c.runs)
			return ctx.Err()
		}
	}
}

func (c *cronDaemon) start(ctx context.Context, job cronJob) {
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		select {
		case c.limit <- struct{}{}:
			defer func() { <-c.limit }()
		case <-ctx.Done():
			return
		}
		began := time.Now()
		err := job.run(ctx)
		c.runs <- cronRun{job.name, time.Since(began), err}
	}()
}

// record reads until the loop has ended.
func (c *cronDaemon) record() error {
	var failed int
	for run := range c.runs {
		if run.err != nil {
			failed++
		}
	}
	log.Print(failed, " failed")
	return nil
}

func (c *cronDaemon) list() []string {
	reply := make(chan []string, 1)
	c.lists <- reply
	return <-reply
}

// serve returns after a signal.
func (c *cronDaemon) serve() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return c.loop(ctx) })
	g.Go(c.record)
	g.Go(func() error {
		<-ctx.Done()
		stop()
		return nil
	})
	return g.Wait()
}

func startCronDaemon(busy bool) {
	c := newCronDaemon()
	go func() {
		if err := c.serve(); err != nil {
			log.Fatal(err)
		}
	}()
	every := 24 * time.Hour
	if busy {
		every = 2 * time.Millisecond
	}
	for _, name := range []string{"backup", "rotate", "expire"} {
		c.adds <- cronJob{name, every, func(ctx context.Context) error {
			work()
			return ctx.Err()
		}}
	}
	for range 3 {
		go func() {
			for {
				c.list()
				pause(busy)
			}
		}()
	}
}
