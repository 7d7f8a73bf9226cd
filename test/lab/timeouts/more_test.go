//go:build timeout

package timeouts

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The slots are a buffered channel, and a failed request keeps its slot.
type limiter struct{ slots chan struct{} }

func (l *limiter) acquire() { l.slots <- struct{}{} }
func (l *limiter) release() { <-l.slots }
func (l *limiter) do(request func() error) error {
	l.acquire()
	if err := request(); err != nil {
		return err
	}
	l.release()
	return nil
}

func TestLimiter(t *testing.T) {
	l := &limiter{slots: make(chan struct{}, 2)}
	for i := range 3 {
		_ = l.do(func() error { return fmt.Errorf("request %d", i) })
	}
}

// The loop answers requests, and one of its own handlers asks it.
type request struct {
	key   string
	reply chan string
}
type actor struct {
	inbox  chan request
	values map[string]string
}

func startActor() *actor {
	a := &actor{inbox: make(chan request), values: map[string]string{}}
	go a.loop()
	return a
}
func (a *actor) loop() {
	for r := range a.inbox {
		r.reply <- a.lookup(r.key)
	}
}
func (a *actor) lookup(key string) string {
	if v, ok := a.values[key]; ok {
		return v
	}
	return a.ask("default")
}
func (a *actor) ask(key string) string {
	r := request{key, make(chan string)}
	a.inbox <- r
	return <-r.reply
}

func TestActor(t *testing.T) { startActor().ask("colour") }

// Both sources have ended without closing their channels.
type merged struct{ left, right, out chan int }

func source(n int, to chan<- int) {
	for i := range n {
		to <- i
	}
}
func (m *merged) run() {
	for {
		select {
		case i, ok := <-m.left:
			if !ok {
				close(m.out)
				return
			}
			m.out <- i
		case i := <-m.right:
			m.out <- i
		}
	}
}

func TestMerged(t *testing.T) {
	m := &merged{make(chan int), make(chan int), make(chan int)}
	go source(3, m.left)
	go source(3, m.right)
	go m.run()
	sum := 0
	for i := range m.out {
		sum += i
	}
	t.Log(sum)
}

// Done is missed on the way that skips an item.
type sweeper struct {
	pending sync.WaitGroup
	removed atomic.Int64
}

func (s *sweeper) sweep(keys []string) {
	for _, key := range keys {
		s.pending.Add(1)
		go s.remove(key)
	}
	s.pending.Wait()
}
func (s *sweeper) remove(key string) {
	if key == "" {
		return
	}
	s.removed.Add(1)
	s.pending.Done()
}

func TestSweeper(t *testing.T) { new(sweeper).sweep([]string{"a", "", "b"}) }

// Locks and unlocks through helpers; the event is published under the lock to a subscriber that asks back.
type broker struct {
	mu   sync.Mutex
	subs []chan string
	last string
}

func (b *broker) lock()   { b.mu.Lock() }
func (b *broker) unlock() { b.mu.Unlock() }
func (b *broker) publish(s string) {
	b.lock()
	defer b.unlock()
	b.last = s
	for _, sub := range b.subs {
		sub <- s
	}
}
func (b *broker) latest() string {
	b.lock()
	defer b.unlock()
	return b.last
}
func (b *broker) follow(events chan string, done *sync.WaitGroup) {
	defer done.Done()
	for range 2 {
		<-events
		_ = b.latest()
	}
}

func TestBroker(t *testing.T) {
	b := &broker{}
	var done sync.WaitGroup
	for range 2 {
		events := make(chan string)
		b.subs = append(b.subs, events)
		done.Add(1)
		go b.follow(events, &done)
	}
	b.publish("one")
	done.Wait()
}

// The poller waits for a cancel that nobody calls.
type poller struct {
	ctx    context.Context
	cancel context.CancelFunc
	idle   chan struct{}
}

func newPoller() *poller {
	p := &poller{idle: make(chan struct{})}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	go p.poll()
	return p
}
func (p *poller) poll() {
	<-p.ctx.Done()
	close(p.idle)
}
func (p *poller) Close() { <-p.idle }

func TestPoller(t *testing.T) { newPoller().Close() }

// Healthy: a server, its keep-alive connections, a ticker, an idle pool, and a slow handler.
func TestHealthyServer(t *testing.T) {
	jobs := make(chan func())
	for range 2 {
		go func() {
			for job := range jobs {
				job()
			}
		}()
	}
	ticker := time.NewTicker(time.Hour)
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
			case <-quit:
				return
			}
		}
	}()
	defer close(quit)
	var mu sync.RWMutex
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		done := make(chan struct{})
		jobs <- func() { mu.RLock(); defer mu.RUnlock(); time.Sleep(10 * time.Minute); close(done) }
		<-done
	}))
	defer server.Close()
	response, err := http.Get(server.URL)
	if err == nil {
		_, _ = io.Copy(io.Discard, response.Body)
	}
}
