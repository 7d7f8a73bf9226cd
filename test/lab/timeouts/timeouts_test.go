//go:build timeout

// Package timeouts has tests that hang. They are ended after seconds, so that their dumps show no minutes.
package timeouts

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// The registry calls its observers under its lock.
type observer interface{ changed(string) }
type registry struct {
	sync.RWMutex
	values    map[string]string
	observers []observer
}

func (r *registry) Get(k string) string { r.RLock(); defer r.RUnlock(); return r.values[k] }
func (r *registry) Set(k, v string) {
	r.Lock()
	defer r.Unlock()
	r.values[k] = v
	for _, o := range r.observers {
		o.changed(k)
	}
}

type echo struct{ r *registry }

func (e *echo) changed(k string) { _ = e.r.Get(k) }

func TestRegistry(t *testing.T) {
	r := &registry{values: map[string]string{}}
	r.observers = append(r.observers, &echo{r})
	r.Set("a", "b")
}

// The result comes after the caller has given up, and the WaitGroup waits for it.
type fetcher struct {
	wg      sync.WaitGroup
	results chan error
}

func (f *fetcher) run(ctx context.Context) error {
	f.wg.Add(1)
	go func() {
		defer f.wg.Done()
		time.Sleep(50 * time.Millisecond)
		f.results <- errors.New("slow")
	}()
	select {
	case err := <-f.results:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestFetcher(t *testing.T) {
	f := &fetcher{results: make(chan error)}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	_ = f.run(ctx)
	f.wg.Wait()
}

// Close holds the mutex while it waits for the loop, which needs it.
type agent struct {
	mu   sync.Mutex
	stop chan struct{}
	done chan struct{}
	n    int
}

func newAgent() *agent {
	a := &agent{stop: make(chan struct{}), done: make(chan struct{})}
	go a.loop()
	return a
}
func (a *agent) loop() {
	defer close(a.done)
	tick := time.NewTicker(time.Millisecond)
	for {
		select {
		case <-tick.C:
			a.tick()
		case <-a.stop:
			return
		}
	}
}
func (a *agent) tick() { a.mu.Lock(); a.n++; a.mu.Unlock() }
func (a *agent) Close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	time.Sleep(10 * time.Millisecond)
	close(a.stop)
	<-a.done
}

func TestAgent(t *testing.T) {
	a := newAgent()
	time.Sleep(5 * time.Millisecond)
	a.Close()
}

// Two nodes lock each other in opposite order.
type node struct {
	mu    sync.Mutex
	peers map[string]*node
	seen  int
}

func (n *node) gossip(to string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	time.Sleep(10 * time.Millisecond)
	n.peers[to].receive()
}
func (n *node) receive() { n.mu.Lock(); defer n.mu.Unlock(); n.seen++ }

func TestGossip(t *testing.T) {
	a, b := &node{peers: map[string]*node{}}, &node{peers: map[string]*node{}}
	a.peers["b"], b.peers["a"] = b, a
	var wg sync.WaitGroup
	for _, f := range []func(){func() { a.gossip("b") }, func() { b.gossip("a") }} {
		wg.Add(1)
		go func() { defer wg.Done(); f() }()
	}
	wg.Wait()
}

// put keeps the lock when it returns an error.
type store struct {
	mu   sync.Mutex
	data map[string]int
}

func (s *store) put(k string, v int) error {
	s.mu.Lock()
	if v < 0 {
		return errors.New("negative")
	}
	s.data[k] = v
	s.mu.Unlock()
	return nil
}

func TestStore(t *testing.T) {
	s := &store{data: map[string]int{}}
	_ = s.put("a", -1)
	_ = s.put("a", 1)
}

// Nobody receives the error, and then nobody sends events.
type watcher struct {
	events chan int
	errs   chan error
	ctx    context.Context
	cancel context.CancelFunc
}

func (w *watcher) run() {
	for i := 0; ; i++ {
		if i == 3 {
			w.errs <- errors.New("broken")
			return
		}
		select {
		case w.events <- i:
		case <-w.ctx.Done():
			return
		}
	}
}

func TestWatcher(t *testing.T) {
	w := &watcher{events: make(chan int), errs: make(chan error)}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	go w.run()
	for e := range w.events {
		_ = e
	}
}

// push does not signal.
type queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []int
}

func newQueue() *queue      { q := &queue{}; q.cond = sync.NewCond(&q.mu); return q }
func (q *queue) push(i int) { q.mu.Lock(); q.items = append(q.items, i); q.mu.Unlock() }
func (q *queue) pop() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	i := q.items[0]
	q.items = q.items[1:]
	return i
}
func TestQueue(t *testing.T) {
	q := newQueue()
	go func() { time.Sleep(10 * time.Millisecond); q.push(1) }()
	q.pop()
}

// report reads under its read lock again, and a writer came between.
type cache struct {
	mu sync.RWMutex
	m  map[string]int
}

func (c *cache) size() int { c.mu.RLock(); defer c.mu.RUnlock(); return len(c.m) }
func (c *cache) report() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	time.Sleep(20 * time.Millisecond)
	return c.size()
}
func (c *cache) add(k string) { c.mu.Lock(); c.m[k] = 1; c.mu.Unlock() }
func TestCache(t *testing.T) {
	c := &cache{m: map[string]int{}}
	done := make(chan bool)
	go func() { c.report(); done <- true }()
	time.Sleep(5 * time.Millisecond)
	go func() { c.add("a"); done <- true }()
	<-done
	<-done
}

// Healthy: slow, but it goes on.
func TestHealthy(t *testing.T) {
	jobs, out := make(chan int), make(chan int, 4)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				time.Sleep(300 * time.Millisecond)
				out <- j
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	go func() {
		for i := range 1000 {
			jobs <- i
		}
		close(jobs)
	}()
	for range out {
	}
}
