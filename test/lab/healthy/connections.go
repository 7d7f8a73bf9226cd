package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"log"
	"sync"
	"time"
)

// Two pools of connections: one of its own, whose users wait for a signal, and that of database/sql.

func init() { register("connections", startConnections) }

type connection struct {
	id   int
	used time.Time
}

type connectionPool struct {
	mu     sync.Mutex
	free   *sync.Cond
	idle   []*connection
	open   int
	most   int
	closed bool
	reap   chan struct{}
}

func newConnectionPool(most int) *connectionPool {
	p := &connectionPool{most: most, reap: make(chan struct{}, 1)}
	p.free = sync.NewCond(&p.mu)
	go p.reaper()
	return p
}

var errClosed = errors.New("the pool is closed")

func (p *connectionPool) get() (*connection, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !p.closed {
		if n := len(p.idle); n > 0 {
			c := p.idle[n-1]
			p.idle = p.idle[:n-1]
			return c, nil
		}
		if p.open < p.most {
			p.open++
			return &connection{id: p.open}, nil
		}
		p.free.Wait()
	}
	return nil, errClosed
}

func (p *connectionPool) put(c *connection) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c.used = time.Now()
	p.idle = append(p.idle, c)
	p.free.Signal()
	select {
	case p.reap <- struct{}{}:
	default:
	}
}

// reaper closes connections that nobody has used for a while.
func (p *connectionPool) reaper() {
	for range p.reap {
		p.mu.Lock()
		kept := p.idle[:0]
		for _, c := range p.idle {
			if time.Since(c.used) < time.Minute {
				kept = append(kept, c)
			} else {
				p.open--
			}
		}
		p.idle = kept
		p.mu.Unlock()
	}
}

func (p *connectionPool) with(use func(*connection) error) error {
	c, err := p.get()
	if err != nil {
		return err
	}
	defer p.put(c)
	return use(c)
}

// quietDB is a driver for a database that answers everything with nothing.
type quietDB struct{}

type quietConn struct{}

func (quietDB) Connect(context.Context) (driver.Conn, error) { return quietConn{}, nil }
func (quietDB) Driver() driver.Driver                        { return nil }

func (quietConn) Prepare(string) (driver.Stmt, error) { return nil, errors.New("no statements") }
func (quietConn) Close() error                        { return nil }
func (quietConn) Begin() (driver.Tx, error)           { return quietConn{}, nil }
func (quietConn) Commit() error                       { return nil }
func (quietConn) Rollback() error                     { return nil }
func (quietConn) Ping(context.Context) error {
	work()
	return nil
}

type orderStore struct {
	db     *sql.DB
	search *connectionPool
}

// save holds one connection of each pool, but never two of one.
func (o *orderStore) save(ctx context.Context) error {
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	err = o.search.with(func(*connection) error {
		work()
		return nil
	})
	if err != nil {
		return err
	}
	return tx.Commit()
}

func (o *orderStore) check(ctx context.Context) error {
	return o.db.PingContext(ctx)
}

func startConnections(busy bool) {
	db := sql.OpenDB(quietDB{})
	db.SetMaxOpenConns(4)
	db.SetConnMaxIdleTime(time.Hour)
	o := &orderStore{db, newConnectionPool(3)}
	ctx := context.Background()
	for range 12 {
		go func() {
			for {
				if err := errors.Join(o.save(ctx), o.check(ctx)); err != nil {
					log.Fatal(err)
				}
				pause(busy)
			}
		}()
	}
}
