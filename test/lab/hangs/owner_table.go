package main

import (
	"errors"
	"sync"
)

// truth: lostUnlock
func init() { register("owner-table", leaveLocked, leaveUnlocked) }

var (
	errNoLease  = errors.New("no such lease")
	errNotOwner = errors.New("not the owner")
)

type leaseEntry struct {
	owner string
	ttl   int
}

type guardedMap[K comparable, V any] struct {
	sync.RWMutex
	entries map[K]V
}

// ownerTable knows who has which lease.
type ownerTable struct {
	guardedMap[int64, *leaseEntry]
	onRevoke []func(id int64)
}

func newOwnerTable() *ownerTable {
	return &ownerTable{guardedMap: guardedMap[int64, *leaseEntry]{entries: map[int64]*leaseEntry{}}}
}

func (t *ownerTable) grant(id int64, owner string) {
	t.Lock() // truth: granter waits mutex|lockPending|lockQueued t.RWMutex
	defer t.Unlock()
	t.entries[id] = &leaseEntry{owner: owner, ttl: 10}
}

func (t *ownerTable) transfer(id int64, from, to string) error {
	t.Lock()
	lease, ok := t.entries[id]
	switch {
	case !ok:
		t.Unlock()
		return errNoLease
	case lease.owner != from:
		return errNotOwner
	case lease.owner == to:
		t.Unlock()
		return nil
	}
	lease.owner = to
	hooks := t.onRevoke
	t.Unlock()
	for _, hook := range hooks {
		hook(id)
	}
	return nil
}

func (t *ownerTable) transferDeferred(id int64, from, to string) error {
	t.Lock()
	defer t.Unlock()
	lease, ok := t.entries[id]
	switch {
	case !ok:
		return errNoLease
	case lease.owner != from:
		return errNotOwner
	}
	lease.owner = to
	return nil
}

func (t *ownerTable) ttl(id int64) int {
	t.RLock() // truth: reader×2 waits rlock t.RWMutex
	defer t.RUnlock()
	if lease, ok := t.entries[id]; ok {
		return lease.ttl
	}
	return 0
}

func leaveLocked(s *stage) {
	t := newOwnerTable()
	t.grant(1, "ada")
	_ = t.transfer(1, "bob", "eve")
	go t.grant(2, "bob")
	s.await(1, "sync.", "(*ownerTable).grant")
	go t.ttl(1)
	go t.ttl(2)
	s.await(2, "sync.RWMutex.RLock", "(*ownerTable).ttl")
}

func leaveUnlocked(s *stage) {
	t := newOwnerTable()
	for i := range 4 {
		go func() {
			for {
				t.grant(int64(i), "ada")
				_ = t.transferDeferred(int64(i), "bob", "eve")
				t.ttl(int64(i))
			}
		}()
	}
	s.await(1, "sync.RWMutex.RLock", "(*ownerTable).ttl")
}
