package main

import (
	"errors"
	"sync"
)

// truth: noCounterpart
func init() { register("gone-subscriber", broadcastToNobody, broadcastToReaders) }

type blockEvent struct {
	height int
	bad    bool
}

// eventHub sends each event to all subscriptions.
type eventHub struct {
	incoming chan blockEvent
	subs     map[int]chan blockEvent
	nextID   int
	subMu    sync.Mutex
}

func newEventHub() *eventHub {
	h := &eventHub{incoming: make(chan blockEvent), subs: make(map[int]chan blockEvent)}
	go h.loop()
	return h
}

func (h *eventHub) subscribe() (int, <-chan blockEvent) {
	h.subMu.Lock()
	defer h.subMu.Unlock()
	ch := make(chan blockEvent)
	h.nextID++
	h.subs[h.nextID] = ch
	return h.nextID, ch
}

func (h *eventHub) loop() {
	for event := range h.incoming {
		for _, ch := range h.snapshot() {
			ch <- event // truth: hub waits send ch
		}
	}
}

func (h *eventHub) snapshot() []chan blockEvent {
	h.subMu.Lock()
	defer h.subMu.Unlock()
	all := make([]chan blockEvent, 0, len(h.subs))
	for _, ch := range h.subs {
		all = append(all, ch)
	}
	return all
}

func (h *eventHub) publish(event blockEvent) {
	h.incoming <- event // truth: publisher×2 waits send h.incoming
}

var errBadBlock = errors.New("bad block")

// followChain returns at the first bad block, and leaves its subscription behind.
func followChain(h *eventHub) error {
	_, events := h.subscribe()
	for {
		event, ok := <-events
		if !ok {
			return nil
		}
		if event.bad {
			return errBadBlock
		}
	}
}

func broadcastToNobody(s *stage) {
	h := newEventHub()
	go followChain(h)
	s.await(1, "chan receive", "followChain")
	h.publish(blockEvent{height: 1})
	h.publish(blockEvent{height: 2, bad: true})
	go h.publish(blockEvent{height: 3})
	s.await(1, "chan send", "(*eventHub).loop")
	for height := range 2 {
		go h.publish(blockEvent{height: 4 + height})
	}
	s.await(2, "chan send", "(*eventHub).publish")
}

func broadcastToReaders(s *stage) {
	h := newEventHub()
	for range 3 {
		go followChain(h)
	}
	s.await(3, "chan receive", "followChain")
	go func() {
		for height := 0; ; height++ {
			h.publish(blockEvent{height: height})
			work()
		}
	}()
	s.await(1, "chan receive", "(*eventHub).loop")
}
