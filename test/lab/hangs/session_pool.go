package main

import (
	"context"
	"errors"
	"sync"
)

// truth: noCounterpart|deadlock
func init() { register("session-pool", queryWithBrokenSessions, queryWithGoodSessions) }

var errSessionBroken = errors.New("session broken")

type dbSession struct {
	id     int
	broken bool
}

func (s *dbSession) exec(string) error {
	work()
	if s.broken {
		return errSessionBroken
	}
	return nil
}

// sessionPool hands sessions to those who wait in the order of their coming.
type sessionPool struct {
	mu    sync.Mutex
	idle  []*dbSession
	open  int
	limit int
	queue []chan *dbSession
	dial  func(id int) *dbSession
}

func (p *sessionPool) acquire(ctx context.Context) (*dbSession, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		s := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return s, nil
	}
	if p.open < p.limit {
		p.open++
		id := p.open
		p.mu.Unlock()
		return p.dial(id), nil
	}
	turn := make(chan *dbSession, 1)
	p.queue = append(p.queue, turn)
	p.mu.Unlock()
	select { // truth: querier×3 waits select|receive turn | ctx.Done()
	case s := <-turn:
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *sessionPool) release(s *dbSession, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if errors.Is(err, errSessionBroken) {
		return // its place is lost, and those in the queue are not told
	}
	if len(p.queue) > 0 {
		turn := p.queue[0]
		p.queue = p.queue[1:]
		turn <- s
		return
	}
	p.idle = append(p.idle, s)
}

type orderTable struct {
	pool *sessionPool
}

func (t *orderTable) insert(ctx context.Context, order string) error {
	session, err := t.pool.acquire(ctx)
	if err != nil {
		return err
	}
	err = session.exec("insert " + order)
	t.pool.release(session, err)
	return err
}

func queryWithBrokenSessions(s *stage) {
	t := &orderTable{&sessionPool{limit: 2, dial: func(id int) *dbSession { return &dbSession{id, true} }}}
	for range 5 {
		go func() { _ = t.insert(context.Background(), "book") }()
	}
	s.await(3, "select", "(*sessionPool).acquire")
}

func queryWithGoodSessions(s *stage) {
	t := &orderTable{&sessionPool{limit: 2, dial: func(id int) *dbSession { return &dbSession{id, false} }}}
	for range 6 {
		go func() {
			for {
				_ = t.insert(context.Background(), "book")
			}
		}()
	}
	work()
}
