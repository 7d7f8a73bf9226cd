package main

import (
	"fmt"
	"sync"
)

// truth: noCounterpart|lockHeld|deadlock, also lockHeld|noCounterpart
func init() { register("feed-fan-out", publishToReaderThatLeft, publishToReadersThatUnsubscribe) }

// feed passes values on to all who have subscribed.
type feed[T any] struct {
	mu   sync.Mutex
	subs map[int]chan T
	next int
}

func newFeed[T any]() *feed[T] { return &feed[T]{subs: map[int]chan T{}} }

func (f *feed[T]) subscribe() (id int, values <-chan T) {
	f.mu.Lock() // truth: newcomer×2 waits mutex f.mu
	defer f.mu.Unlock()
	f.next++
	ch := make(chan T)
	f.subs[f.next] = ch
	return f.next, ch
}

func (f *feed[T]) unsubscribe(id int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.subs, id)
}

func (f *feed[T]) send(value T) int {
	f.mu.Lock() // truth: publisher holds f.mu
	defer f.mu.Unlock()
	for _, ch := range f.subs {
		ch <- value // truth: publisher waits send ch
	}
	return len(f.subs)
}

// sendSome drops the value for those who are not there.
func (f *feed[T]) sendSome(value T) (sent int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, ch := range f.subs {
		select {
		case ch <- value:
			sent++
		default:
		}
	}
	return sent
}

type headEvent struct{ number int }

type headTracker struct {
	heads *feed[headEvent]
}

// waitFor reads until the head is there, and forgets its subscription.
func (t *headTracker) waitFor(number int) error {
	_, heads := t.heads.subscribe()
	for head := range heads {
		if head.number >= number {
			return nil
		}
	}
	return fmt.Errorf("no head %d", number)
}

func (t *headTracker) waitForWell(number int) error {
	id, heads := t.heads.subscribe()
	defer t.heads.unsubscribe(id)
	for head := range heads {
		if head.number >= number {
			return nil
		}
	}
	return fmt.Errorf("no head %d", number)
}

func (t *headTracker) mine(last int) {
	for number := 1; number <= last; number++ {
		t.heads.send(headEvent{number})
	}
}

func publishToReaderThatLeft(s *stage) {
	t := &headTracker{newFeed[headEvent]()}
	go func() { _ = t.waitFor(1) }()
	s.await(1, "chan receive", "(*headTracker).waitFor")
	go t.mine(2)
	s.await(1, "chan send", "(*headTracker).mine")
	for range 2 {
		go func() { _ = t.waitFor(3) }()
	}
	s.await(2, "sync.Mutex.Lock", "(*headTracker).waitFor")
}

func publishToReadersThatUnsubscribe(s *stage) {
	t := &headTracker{newFeed[headEvent]()}
	for range 3 {
		go func() {
			for {
				_ = t.waitForWell(1)
			}
		}()
	}
	go func() {
		for number := 1; ; number++ {
			t.heads.sendSome(headEvent{number})
		}
	}()
	work()
}
