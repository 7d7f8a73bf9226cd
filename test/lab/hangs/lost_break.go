package main

import "sync"

// truth: lostUnlock|selfDeadlock
func init() { register("lost-break", watchNodes, watchKnownNodes) }

type nodeEvent struct {
	kind string
	node string
}

type nodeWatcher struct {
	events chan nodeEvent
	stop   chan struct{}

	lock  sync.Mutex
	nodes map[string]int
}

// run unlocks in each branch, but not where it breaks out of one.
func (w *nodeWatcher) run() {
	for {
		select {
		case <-w.stop:
			return
		case e := <-w.events:
			w.lock.Lock() // truth: watcher waits mutex w.lock
			switch e.kind {
			case "joined":
				w.nodes[e.node]++
				w.lock.Unlock()
			case "left":
				if w.nodes[e.node] == 0 {
					break
				}
				delete(w.nodes, e.node)
				w.lock.Unlock()
			default:
				w.lock.Unlock()
			}
		}
	}
}

func (w *nodeWatcher) count() int {
	w.lock.Lock() // truth: counter×2 waits mutex w.lock
	defer w.lock.Unlock()
	work()
	return len(w.nodes)
}

func newNodeWatcher() *nodeWatcher {
	w := &nodeWatcher{events: make(chan nodeEvent), stop: make(chan struct{}), nodes: map[string]int{}}
	go w.run()
	return w
}

func watchNodes(s *stage) {
	w := newNodeWatcher()
	w.events <- nodeEvent{"joined", "a"}
	w.events <- nodeEvent{"left", "b"}
	w.events <- nodeEvent{"joined", "c"}
	s.await(1, "sync.Mutex.Lock", "(*nodeWatcher).run")
	for range 2 {
		go w.count()
	}
	s.await(2, "sync.Mutex.Lock", "(*nodeWatcher).count")
}

func watchKnownNodes(s *stage) {
	w := newNodeWatcher()
	go func() {
		for {
			w.events <- nodeEvent{"joined", "a"}
			w.events <- nodeEvent{"left", "a"}
		}
	}()
	for range 3 {
		go func() {
			for {
				w.count()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*nodeWatcher).count")
}
