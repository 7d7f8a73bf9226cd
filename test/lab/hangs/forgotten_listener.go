package main

import "context"

// An event loop hands events to a listener that has stopped to listen, and a close asks the loop to end.

// truth: noCounterpart
func init() { register("forgotten-listener", closeStuckStore, closeNothing) }

type storeEvent struct{ key string }

type storeListener struct {
	events chan storeEvent
	cancel context.CancelFunc
}

type eventStore struct {
	writes    chan storeEvent
	closing   chan chan struct{}
	listeners []*storeListener
}

func openEventStore(listeners ...*storeListener) *eventStore {
	s := &eventStore{writes: make(chan storeEvent), closing: make(chan chan struct{}), listeners: listeners}
	go s.run()
	return s
}

func (s *eventStore) run() {
	for {
		select {
		case event := <-s.writes:
			for _, listener := range s.listeners {
				listener.events <- event // truth: store waits send listener.events
			}
		case done := <-s.closing:
			close(done)
			return
		}
	}
}

func (s *eventStore) write(key string) { s.writes <- storeEvent{key} }

func (s *eventStore) close() {
	done := make(chan struct{})
	s.closing <- done // truth: closer waits send s.closing
	<-done
}

func newStoreListener() *storeListener {
	ctx, cancel := context.WithCancel(context.Background())
	l := &storeListener{events: make(chan storeEvent), cancel: cancel}
	go l.listenUntil(ctx)
	return l
}

func (l *storeListener) listenUntil(ctx context.Context) {
	for {
		select {
		case <-l.events:
			work()
		case <-ctx.Done():
			return
		}
	}
}

func closeStuckStore(s *stage) {
	l := newStoreListener()
	store := openEventStore(l)
	store.write("a")
	l.cancel()
	for range 50 {
		work()
	}
	store.write("b")
	s.await(1, "chan send", "(*eventStore).run")
	go store.close()
	s.await(1, "chan send", "(*eventStore).close")
}

func closeNothing(s *stage) {
	store := openEventStore(newStoreListener(), newStoreListener())
	store.write("a")
	go atEachVisit(store.close)
	s.await(2, "select", "(*storeListener).listenUntil")
	s.await(1, "select", "(*eventStore).run")
	s.await(1, "IO wait", "atEachVisit")
}
