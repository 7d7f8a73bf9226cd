package main

import (
	"errors"
	"sync"
	"time"
)

// truth: noCounterpart
func init() { register("apply-futures", applyDuringShutdown, applyUntilShutdown) }

var errLeaderGone = errors.New("leadership lost")

// deferError is the part of a future that says how it ended.
type deferError struct {
	err   error
	errCh chan error
	done  bool
}

func (d *deferError) init() { d.errCh = make(chan error, 1) }

func (d *deferError) wait() error {
	if d.err != nil {
		return d.err
	}
	d.err = <-d.errCh // truth: client waits receive d.errCh
	return d.err
}

func (d *deferError) respond(err error) {
	if d.errCh == nil || d.done {
		return
	}
	d.errCh <- err
	close(d.errCh)
	d.done = true
}

type logFuture struct {
	deferError
	command []byte
	index   uint64
}

// replicator is the leader of a group.
type replicator struct {
	applyCh    chan *logFuture
	shutdownCh chan struct{}
	once       sync.Once
	inflight   []*logFuture
	fsm        func(command []byte) error
	drain      bool
}

func newReplicator(fsm func([]byte) error, drain bool) *replicator {
	return &replicator{
		applyCh:    make(chan *logFuture, 4),
		shutdownCh: make(chan struct{}),
		fsm:        fsm,
		drain:      drain,
	}
}

func (r *replicator) apply(command []byte) *logFuture {
	f := &logFuture{command: command}
	f.init()
	select {
	case r.applyCh <- f:
	case <-r.shutdownCh:
		f.respond(errLeaderGone)
	}
	return f
}

func (r *replicator) leaderLoop() {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case f := <-r.applyCh:
			r.inflight = append(r.inflight, f)
			r.dispatch(f)
		case <-tick.C:
			r.heartbeat()
		case <-r.shutdownCh:
			r.stepDown()
			return
		}
	}
}

func (r *replicator) dispatch(f *logFuture) {
	f.index = uint64(len(r.inflight))
	f.respond(r.fsm(f.command))
	r.inflight = r.inflight[:0]
}

func (r *replicator) heartbeat() {}

func (r *replicator) stepDown() {
	for _, f := range r.inflight {
		f.respond(errLeaderGone)
	}
	for r.drain {
		select {
		case f := <-r.applyCh:
			f.respond(errLeaderGone)
		default:
			return
		}
	}
}

func (r *replicator) shutdown() { r.once.Do(func() { close(r.shutdownCh) }) }

func applyDuringShutdown(s *stage) {
	r := newReplicator(func([]byte) error { return nil }, false)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		r.leaderLoop()
	}()
	r.shutdown()
	<-stopped
	f := r.apply([]byte("set x"))
	for f.done {
		f = r.apply([]byte("set x"))
	}
	go func() { _ = f.wait() }()
	s.await(1, "chan receive", "(*deferError).wait")
}

func applyUntilShutdown(s *stage) {
	r := newReplicator(func([]byte) error {
		work()
		return nil
	}, true)
	go r.leaderLoop()
	go func() {
		for {
			_ = r.apply([]byte("set x")).wait()
		}
	}()
	s.await(1, "chan receive", "(*deferError).wait")
}
