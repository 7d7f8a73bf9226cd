package main

import "sync"

// truth: deadlock
func init() { register("commit-flush", commitUnderLock, commitWithoutLock) }

// segmentLog flushes in the background; who needs it on disk waits for a condition.
type segmentLog struct {
	lock    sync.Mutex
	flushed *sync.Cond
	next    int
	durable int
	wake    chan struct{}
}

func newSegmentLog() *segmentLog {
	l := &segmentLog{wake: make(chan struct{}, 1)}
	l.flushed = sync.NewCond(&l.lock)
	return l
}

func (l *segmentLog) append() int {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.next++
	return l.next
}

func (l *segmentLog) awaitDurable(position int) {
	select {
	case l.wake <- struct{}{}:
	default:
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	for l.durable < position {
		l.flushed.Wait() // truth: committer waits cond l.flushed
	}
}

func (l *segmentLog) markDurable() {
	work()
	l.lock.Lock()
	l.durable = l.next
	l.lock.Unlock()
	l.flushed.Broadcast()
}

type pageStore struct {
	catalog sync.RWMutex
	names   map[string]int
	log     *segmentLog
}

func newPageStore() *pageStore {
	d := &pageStore{names: map[string]int{}, log: newSegmentLog()}
	go d.flushLoop()
	return d
}

// flushLoop writes the names along with the log, for which it reads the catalog.
func (d *pageStore) flushLoop() {
	for range d.log.wake {
		d.writeNames()
		d.log.markDurable()
	}
}

func (d *pageStore) writeNames() (written int) {
	d.catalog.RLock() // truth: flusher waits rlock d.catalog
	defer d.catalog.RUnlock()
	for range d.names {
		written++
	}
	return written
}

// put keeps the catalog until the log is flushed.
func (d *pageStore) put(name string) {
	d.catalog.Lock() // truth: committer holds d.catalog
	defer d.catalog.Unlock()
	position := d.log.append()
	d.names[name] = position
	d.log.awaitDurable(position)
}

func (d *pageStore) putWell(name string) {
	d.catalog.Lock()
	position := d.log.append()
	d.names[name] = position
	work()
	d.catalog.Unlock()
	d.log.awaitDurable(position)
}

func commitUnderLock(s *stage) {
	d := newPageStore()
	go d.put("a")
	s.await(1, "sync.Cond.Wait", "(*pageStore).put")
	s.await(1, "sync.RWMutex.RLock", "(*pageStore).flushLoop")
}

func commitWithoutLock(s *stage) {
	d := newPageStore()
	for range 4 {
		go func() {
			for {
				d.putWell("a")
			}
		}()
	}
	s.await(2, "sync.", "(*pageStore).putWell")
}
