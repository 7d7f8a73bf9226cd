package main

import "sync"

// truth: deadlock
func init() { register("event-loop-lock", broadcastWithLock, broadcastWithoutLock) }

type consensusEvent struct {
	height int
}

// eventLoop hands events to its handler, one after the other.
type eventLoop struct {
	incoming chan consensusEvent
	quit     chan struct{}
	handle   func(consensusEvent)
}

func newEventLoop(handle func(consensusEvent)) *eventLoop {
	l := &eventLoop{make(chan consensusEvent), make(chan struct{}), handle}
	go l.run()
	return l
}

func (l *eventLoop) run() {
	for {
		select {
		case e := <-l.incoming:
			l.handle(e)
		case <-l.quit:
			return
		}
	}
}

func (l *eventLoop) publish(e consensusEvent) {
	select { // truth: proposer waits select|send l.incoming | l.quit
	case l.incoming <- e:
	case <-l.quit:
	}
}

type gossipNode struct {
	*eventLoop

	mtx    sync.Mutex
	height int
}

func newGossipNode() *gossipNode {
	n := &gossipNode{}
	n.eventLoop = newEventLoop(n.onEvent)
	return n
}

func (n *gossipNode) onEvent(e consensusEvent) {
	n.mtx.Lock() // truth: loop waits mutex n.mtx
	defer n.mtx.Unlock()
	n.height = max(n.height, e.height)
}

// propose publishes twice with the lock: the handler takes the first event and waits for the lock.
func (n *gossipNode) propose() {
	n.mtx.Lock() // truth: proposer holds n.mtx
	defer n.mtx.Unlock()
	for step := range 2 {
		n.publish(consensusEvent{n.height + step})
	}
}

func (n *gossipNode) proposeWell() {
	n.mtx.Lock()
	height := n.height
	work()
	n.mtx.Unlock()
	for step := range 2 {
		n.publish(consensusEvent{height + step})
	}
}

func broadcastWithLock(s *stage) {
	n := newGossipNode()
	go n.propose()
	s.await(1, "select", "(*eventLoop).publish")
	s.await(1, "sync.Mutex.Lock", "(*eventLoop).run")
}

func broadcastWithoutLock(s *stage) {
	n := newGossipNode()
	for range 3 {
		go func() {
			for {
				n.proposeWell()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*gossipNode).proposeWell")
}
