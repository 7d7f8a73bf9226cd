package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
)

// Each goroutine has a connection of the pool and waits for another one.

// truth: deadlock
func init() { register("sql-pool", queryInsideTx, queryAfterTx) }

// fakeDB is a driver for a database that answers everything with nothing.
type fakeDB struct{}

type fakeConn struct{}

func (fakeDB) Connect(context.Context) (driver.Conn, error) { return fakeConn{}, nil }
func (d fakeDB) Driver() driver.Driver                      { return nil }

func (fakeConn) Prepare(string) (driver.Stmt, error) { return nil, errors.New("no statements") }
func (fakeConn) Close() error                        { return nil }
func (fakeConn) Begin() (driver.Tx, error)           { return fakeConn{}, nil }
func (fakeConn) Commit() error                       { return nil }
func (fakeConn) Rollback() error                     { return nil }
func (fakeConn) Ping(context.Context) error {
	work()
	return nil
}

type accountStore struct {
	db   *sql.DB
	disk *latency
}

// transfer asks the pool for a second connection while it has a transaction.
func (a *accountStore) transfer(ctx context.Context) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	a.disk.wait()
	if err := a.db.PingContext(ctx); err != nil { // truth: transfer×3 waits *
		return err
	}
	return tx.Commit()
}

func (a *accountStore) check(ctx context.Context) error {
	return a.db.PingContext(ctx)
}

func newAccountStore() *accountStore {
	db := sql.OpenDB(fakeDB{})
	db.SetMaxOpenConns(3)
	return &accountStore{db, newLatency()}
}

func queryInsideTx(s *stage) {
	a := newAccountStore()
	for range 3 {
		go a.transfer(context.Background())
	}
	a.disk.end(s, 3)
	s.await(3, "select", "(*accountStore).transfer")
}

// queryAfterTx has more users than connections.
func queryAfterTx(s *stage) {
	a := newAccountStore()
	for range 8 {
		go func() {
			for {
				_ = a.check(context.Background())
			}
		}()
	}
	s.await(2, "select", "(*accountStore).check")
}
