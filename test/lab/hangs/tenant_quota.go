package main

import (
	"errors"
	"sync"
)

// truth: lostUnlock
func init() { register("tenant-quota", quotaExceeded, quotaKept) }

var (
	errQuota    = errors.New("quota exceeded")
	errReadOnly = errors.New("tenant is read-only")
)

// tenantLocks has a lock for each tenant.
type tenantLocks struct {
	mu   sync.Mutex
	each map[string]*sync.Mutex
}

func (l *tenantLocks) of(tenant string) *sync.Mutex {
	l.mu.Lock()
	defer l.mu.Unlock()
	m, ok := l.each[tenant]
	if !ok {
		m = new(sync.Mutex)
		l.each[tenant] = m
	}
	return m
}

// acquire locks a tenant; the caller releases it with the function that it gets.
func (l *tenantLocks) acquire(tenant string) (release func()) {
	m := l.of(tenant)
	m.Lock() // truth: uploader×3 waits mutex m
	return m.Unlock
}

type blobService struct {
	locks    tenantLocks
	used     map[string]int
	readOnly map[string]bool
	limit    int
}

func newBlobService(limit int) *blobService {
	return &blobService{
		locks:    tenantLocks{each: map[string]*sync.Mutex{}},
		used:     map[string]int{},
		readOnly: map[string]bool{},
		limit:    limit,
	}
}

// upload forgets to release the tenant that is over its quota.
func (b *blobService) upload(tenant string, size int) error {
	release := b.locks.acquire(tenant)
	switch {
	case b.readOnly[tenant]:
		release()
		return errReadOnly
	case b.used[tenant]+size > b.limit:
		return errQuota
	}
	b.used[tenant] += size
	work()
	release()
	return nil
}

func quotaExceeded(s *stage) {
	b := newBlobService(10)
	refused := make(chan error)
	go func() { refused <- b.upload("acme", 11) }()
	<-refused
	for range 3 {
		go b.upload("acme", 1)
	}
	s.await(3, "sync.Mutex.Lock", "(*blobService).upload")
}

func quotaKept(s *stage) {
	b := newBlobService(1 << 40)
	for range 3 {
		go func() {
			for {
				_ = b.upload("acme", 1)
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*blobService).upload")
}
