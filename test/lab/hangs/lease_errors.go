package main

import (
	"context"
	"errors"
	"time"
)

// truth: noCounterpart
func init() { register("lease-errors", renewUntilFirstError, renewUntilAllErrors) }

var errLeaseGone = errors.New("lease expired")

type leaseBackend interface {
	renew(ctx context.Context, id int64) error
	revoke(ctx context.Context, id int64) error
}

type brokenBackend struct{ calls int }

func (brokenBackend) renew(context.Context, int64) error {
	work()
	return errLeaseGone
}

func (brokenBackend) revoke(context.Context, int64) error { return nil }

// leaseKeeper keeps leases alive, one goroutine for each.
type leaseKeeper struct {
	backend leaseBackend
	ids     []int64
	errc    chan error
}

func newLeaseKeeper(backend leaseBackend, room int, ids ...int64) *leaseKeeper {
	return &leaseKeeper{backend: backend, ids: ids, errc: make(chan error, room)}
}

func (k *leaseKeeper) start(ctx context.Context) {
	for _, id := range k.ids {
		go k.keepAlive(ctx, id)
	}
}

func (k *leaseKeeper) keepAlive(ctx context.Context, id int64) {
	for {
		if err := k.backend.renew(ctx, id); err != nil {
			k.errc <- err // truth: keeper×4 waits send k.errc
			return
		}
	}
}

// wait returns the first error.
func (k *leaseKeeper) wait() error {
	err := <-k.errc
	for _, id := range k.ids {
		_ = k.backend.revoke(context.Background(), id)
	}
	return err
}

func renewLeases(room int) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	k := newLeaseKeeper(brokenBackend{}, room, 1, 2, 3, 4, 5, 6)
	k.start(ctx)
	return k.wait()
}

func renewUntilFirstError(s *stage) {
	_ = renewLeases(1)
	s.await(4, "chan send", "(*leaseKeeper).keepAlive")
}

func renewUntilAllErrors(s *stage) {
	go func() {
		for {
			_ = renewLeases(6)
		}
	}()
	s.await(1, "chan receive", "(*leaseKeeper).wait")
}
