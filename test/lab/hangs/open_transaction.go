package main

import (
	"errors"
	"sync"
)

// truth: lostUnlock
func init() { register("open-transaction", migrateBuckets, migrateBucketsWell) }

var errNoBucket = errors.New("no such bucket")

// embeddedDB lets one transaction write at a time.
type embeddedDB struct {
	writer  sync.Mutex
	buckets map[string]int
}

type writeTx struct {
	db     *embeddedDB
	isOpen bool
}

func (d *embeddedDB) begin() (*writeTx, error) {
	d.writer.Lock() // truth: migrator×3 waits mutex d.writer
	if d.buckets == nil {
		d.writer.Unlock()
		return nil, errNoBucket
	}
	return &writeTx{d, true}, nil
}

func (t *writeTx) commit() error {
	return t.close()
}

func (t *writeTx) rollback() {
	_ = t.close()
}

func (t *writeTx) close() error {
	t.isOpen = false
	t.db.writer.Unlock()
	return nil
}

func (d *embeddedDB) migrate(bucket string) error {
	tx, err := d.begin()
	if err != nil {
		return err
	}
	if _, ok := tx.db.buckets[bucket]; !ok {
		return errNoBucket
	}
	work()
	tx.db.buckets[bucket]++
	return tx.commit()
}

func (d *embeddedDB) migrateWell(bucket string) error {
	tx, err := d.begin()
	if err != nil {
		return err
	}
	defer tx.rollback()
	work()
	if _, ok := tx.db.buckets[bucket]; !ok {
		return errNoBucket
	}
	tx.db.buckets[bucket]++
	return nil
}

func migrateBuckets(s *stage) {
	db := &embeddedDB{buckets: map[string]int{"users": 1}}
	over := make(chan error)
	go func() { over <- db.migrate("groups") }()
	<-over
	for range 3 {
		go db.migrate("users")
	}
	s.await(3, "sync.Mutex.Lock", "(*embeddedDB).migrate")
}

func migrateBucketsWell(s *stage) {
	db := &embeddedDB{buckets: map[string]int{"users": 1}}
	for _, bucket := range []string{"groups", "users", "users"} {
		go func() {
			for {
				_ = db.migrateWell(bucket)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*embeddedDB).migrateWell")
}
