package main

import (
	"fmt"
	"sync"
)

// truth: selfDeadlock
func init() { register("deferred-closure", purgeBuckets, purgeBucketsWell) }

type bucketStore struct {
	rw      sync.RWMutex
	buckets map[string][]string
	audit   func(format string, args ...any)
	purged  int
}

func newBucketStore() *bucketStore {
	b := &bucketStore{buckets: map[string][]string{"tmp": nil, "data": {"x"}}}
	b.audit = func(format string, args ...any) { _ = fmt.Sprintf(format, args...) }
	return b
}

// purgeEmpty drops buckets while it still reads them: the read lock goes in a deferred function.
func (b *bucketStore) purgeEmpty() (err error) {
	b.rw.RLock() // truth: purger holds b.rw for reading
	defer func() {
		b.audit("purged: %v", err)
		b.rw.RUnlock()
	}()
	for name, keys := range b.buckets {
		if len(keys) == 0 {
			if err := b.drop(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bucketStore) drop(name string) error {
	if name == "" {
		return fmt.Errorf("no name")
	}
	b.withWrite(func() { delete(b.buckets, name) })
	return nil
}

func (b *bucketStore) withWrite(change func()) {
	b.rw.Lock() // truth: purger waits lockPending b.rw
	defer b.rw.Unlock()
	change()
}

func (b *bucketStore) emptyNames() (names []string) {
	b.rw.RLock()
	defer func() {
		b.audit("listed: %v", names)
		b.rw.RUnlock()
	}()
	for name, keys := range b.buckets {
		if len(keys) == 0 {
			names = append(names, name)
		}
	}
	work()
	return names
}

func (b *bucketStore) purgeEmptyWell() {
	for _, name := range b.emptyNames() {
		_ = b.drop(name)
	}
	b.withWrite(func() { b.buckets["tmp"] = nil })
}

func purgeBuckets(s *stage) {
	b := newBucketStore()
	go b.purgeEmpty()
	s.await(1, "sync.RWMutex.Lock", "(*bucketStore).purgeEmpty")
}

func purgeBucketsWell(s *stage) {
	b := newBucketStore()
	for range 4 {
		go func() {
			for {
				b.purgeEmptyWell()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*bucketStore).purgeEmptyWell")
}
