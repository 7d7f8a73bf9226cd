package main

import (
	"context"
	"errors"
	"log"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// A pool of workers with a queue, a collector of results, tasks that are tried again later, and a reload by signal.

func init() { register("worker-pool", startWorkerPool) }

type task struct {
	id    int
	tries int
	reply chan error
}

type taskPool struct {
	queue   chan *task
	retries chan *task
	results chan int
	quit    chan struct{}
	wg      sync.WaitGroup

	mu    sync.Mutex
	stats map[int]int
	limit int
}

func newTaskPool(workers int) *taskPool {
	p := &taskPool{
		queue:   make(chan *task, 16),
		retries: make(chan *task),
		results: make(chan int),
		quit:    make(chan struct{}),
		stats:   map[int]int{},
		limit:   3,
	}
	for range workers {
		p.wg.Add(1)
		go p.worker()
	}
	go p.collect()
	go p.retry()
	go p.reload()
	return p
}

func (p *taskPool) worker() {
	defer p.wg.Done()
	for {
		select {
		case t := <-p.queue:
			p.handle(t)
		case <-p.quit:
			return
		}
	}
}

func (p *taskPool) handle(t *task) {
	work()
	t.tries++
	if t.id%7 == 0 && t.tries < p.allowed() {
		p.retries <- t
		return
	}
	p.results <- t.id
	t.reply <- nil
}

func (p *taskPool) allowed() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.limit
}

func (p *taskPool) collect() {
	for id := range p.results {
		p.mu.Lock()
		p.stats[id%10]++
		p.mu.Unlock()
	}
}

// retry keeps tasks until it is their time; it never makes a worker wait for the queue.
func (p *taskPool) retry() {
	var waiting []*task
	timer := time.NewTimer(time.Hour)
	for {
		var queue chan *task
		var next *task
		if len(waiting) > 0 {
			queue, next = p.queue, waiting[0]
		}
		select {
		case t := <-p.retries:
			waiting = append(waiting, t)
			timer.Reset(10 * time.Millisecond)
		case queue <- next:
			waiting = waiting[1:]
		case <-timer.C:
		case <-p.quit:
			return
		}
	}
}

// reload reads the configuration again when the operator says so.
func (p *taskPool) reload() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	for range signals {
		p.mu.Lock()
		p.limit++
		p.mu.Unlock()
	}
}

var errBusy = errors.New("too busy")

func (p *taskPool) submit(ctx context.Context, id int) error {
	t := &task{id: id, reply: make(chan error, 1)}
	select {
	case p.queue <- t:
	case <-ctx.Done():
		return errBusy
	}
	select {
	case err := <-t.reply:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// stop ends the workers; somebody calls it when the program ends.
func (p *taskPool) stop() {
	close(p.quit)
	p.wg.Wait()
	close(p.results)
}

func startWorkerPool(busy bool) {
	p := newTaskPool(4)
	for n := range 12 {
		go func() {
			for id := n; ; id += 12 {
				ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
				if err := p.submit(ctx, id); err != nil {
					log.Print(err)
				}
				cancel()
				pause(busy)
			}
		}()
	}
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	go func() {
		<-terminated
		p.stop()
	}()
}
