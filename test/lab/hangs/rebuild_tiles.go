package main

import (
	"errors"
	"sync"
)

// truth: deadlock
func init() { register("rebuild-tiles", rebuildUnderLock, rebuildFromCopy) }

// taskGroup is a WaitGroup that keeps the first error.
type taskGroup struct {
	wg  sync.WaitGroup
	mu  sync.Mutex
	err error
}

func (g *taskGroup) Go(task func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := task(); err != nil {
			g.fail(err)
		}
	}()
}

func (g *taskGroup) fail(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.err == nil {
		g.err = err
	}
}

func (g *taskGroup) Wait() error {
	g.wg.Wait() // truth: rebuilder waits waitGroup g.wg
	return g.err
}

type mapTile struct {
	zoom  int
	bytes []byte
}

type tileCache struct {
	sync.RWMutex
	tiles map[int]*mapTile
}

func (c *tileCache) store(t *mapTile) error {
	if t == nil {
		return errors.New("no tile")
	}
	c.Lock() // truth: task×2 waits mutex|lockPending|lockQueued c.RWMutex | c
	defer c.Unlock()
	c.tiles[t.zoom] = t
	return nil
}

func (c *tileCache) each(visit func(*mapTile)) {
	for _, t := range c.tiles {
		visit(t)
	}
}

type tileServer struct {
	cache *tileCache
}

func newTileServer(zooms ...int) *tileServer {
	c := &tileCache{tiles: map[int]*mapTile{}}
	for _, zoom := range zooms {
		_ = c.store(&mapTile{zoom: zoom})
	}
	return &tileServer{c}
}

// rebuild reads the tiles until all are rendered, and stored: under the same lock.
func (t *tileServer) rebuild() error {
	t.cache.RLock() // truth: rebuilder holds t.cache.RWMutex | t.cache for reading
	defer t.cache.RUnlock()
	var group taskGroup
	t.cache.each(func(tile *mapTile) {
		group.Go(func() error { return t.cache.store(&mapTile{tile.zoom, make([]byte, 4)}) })
	})
	return group.Wait()
}

func (t *tileServer) rebuildWell() error {
	t.cache.RLock()
	zooms := make([]int, 0, len(t.cache.tiles))
	t.cache.each(func(tile *mapTile) { zooms = append(zooms, tile.zoom) })
	work()
	t.cache.RUnlock()
	var group taskGroup
	for _, zoom := range zooms {
		group.Go(func() error { return t.cache.store(&mapTile{zoom, make([]byte, 4)}) })
	}
	return group.Wait()
}

func rebuildUnderLock(s *stage) {
	t := newTileServer(1, 2)
	go t.rebuild()
	s.await(2, "sync.", "(*tileCache).store")
	s.await(1, "sync.WaitGroup.Wait", "(*tileServer).rebuild")
}

func rebuildFromCopy(s *stage) {
	t := newTileServer(1, 2)
	for range 3 {
		go func() {
			for {
				_ = t.rebuildWell()
			}
		}()
	}
	s.await(1, "sync.WaitGroup.Wait", "(*tileServer).rebuildWell")
}
