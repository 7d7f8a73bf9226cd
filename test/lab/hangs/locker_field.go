package main

import "sync"

// truth: selfDeadlock
func init() { register("locker-field", syncDocuments, syncDocumentsWell) }

// guarded takes the lock of whoever made it.
type guarded struct {
	sync.Locker
	revision int
}

func (g *guarded) bump() int {
	g.Lock() // truth: writer waits mutex g.Locker | g
	defer g.Unlock()
	g.revision++
	return g.revision
}

type documentStore struct {
	guarded
	documents map[string]int
}

func newDocumentStore() *documentStore {
	return &documentStore{guarded: guarded{Locker: &sync.Mutex{}}, documents: map[string]int{}}
}

func (d *documentStore) write(name string) {
	d.Lock() // truth: writer holds d.guarded.Locker | d.Locker | d
	defer d.Unlock()
	d.documents[name] = d.bump()
}

func (d *documentStore) writeWell(name string) {
	revision := d.bump()
	d.Lock()
	defer d.Unlock()
	work()
	d.documents[name] = revision
}

func syncDocuments(s *stage) {
	d := newDocumentStore()
	go d.write("readme")
	s.await(1, "sync.Mutex.Lock", "(*documentStore).write")
}

func syncDocumentsWell(s *stage) {
	d := newDocumentStore()
	for range 3 {
		go func() {
			for {
				d.writeWell("readme")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*documentStore).writeWell")
}
