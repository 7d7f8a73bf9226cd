package main

import (
	"container/list"
	"fmt"
	"sync"
	"time"
)

// A cache in parts, each under its lock, that loads what it has not under a lock for each key, and writes behind.

func init() { register("lru-cache", startCache) }

type entry struct {
	key   string
	value string
}

type cachePart struct {
	mu      sync.RWMutex
	entries map[string]*list.Element
	order   *list.List
	most    int
	loading map[string]*sync.Mutex
}

type cache struct {
	parts  [4]*cachePart
	behind *writeQueue
	setup  sync.Once
}

// writeQueue has a limit: who writes waits while it is full, and the writer while it is empty.
type writeQueue struct {
	mu      sync.Mutex
	filled  *sync.Cond
	emptied *sync.Cond
	list    []entry
	most    int
}

func newWriteQueue(most int) *writeQueue {
	q := &writeQueue{most: most}
	q.filled, q.emptied = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	return q
}

func (q *writeQueue) put(e entry) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.list) >= q.most {
		q.emptied.Wait()
	}
	q.list = append(q.list, e)
	q.filled.Signal()
}

func (q *writeQueue) take() entry {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.list) == 0 {
		q.filled.Wait()
	}
	e := q.list[0]
	q.list = q.list[1:]
	q.emptied.Signal()
	return e
}

func newCache(most int) *cache {
	c := &cache{behind: newWriteQueue(8)}
	for n := range c.parts {
		c.parts[n] = &cachePart{
			entries: map[string]*list.Element{},
			order:   list.New(),
			most:    most,
			loading: map[string]*sync.Mutex{},
		}
	}
	return c
}

func (c *cache) part(key string) *cachePart {
	return c.parts[len(key)%len(c.parts)]
}

func (p *cachePart) peek(key string) (string, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	found, ok := p.entries[key]
	if !ok {
		return "", false
	}
	return found.Value.(entry).value, true
}

func (p *cachePart) put(e entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.entries[e.key] = p.order.PushFront(e)
	if p.order.Len() > p.most {
		oldest := p.order.Back()
		delete(p.entries, oldest.Value.(entry).key)
		p.order.Remove(oldest)
	}
}

func (p *cachePart) lockOf(key string) *sync.Mutex {
	p.mu.Lock()
	defer p.mu.Unlock()
	lock, ok := p.loading[key]
	if !ok {
		lock = &sync.Mutex{}
		p.loading[key] = lock
	}
	return lock
}

// get loads a value once, whoever else asks for it at the same time.
func (c *cache) get(key string) string {
	c.setup.Do(func() { go c.writer() })
	p := c.part(key)
	if value, ok := p.peek(key); ok {
		return value
	}
	lock := p.lockOf(key)
	lock.Lock()
	defer lock.Unlock()
	if value, ok := p.peek(key); ok {
		return value
	}
	work()
	e := entry{key, "value of " + key}
	p.put(e)
	c.behind.put(e)
	return e.value
}

// writer writes what was loaded to a slower cache.
func (c *cache) writer() {
	for {
		c.behind.take()
		work()
	}
}

// janitor makes room in one part after the other.
func (c *cache) janitor(every time.Duration) {
	for range time.Tick(every) {
		for _, p := range c.parts {
			p.mu.Lock()
			for p.order.Len() > p.most/2 {
				oldest := p.order.Back()
				delete(p.entries, oldest.Value.(entry).key)
				p.order.Remove(oldest)
			}
			p.mu.Unlock()
		}
	}
}

func startCache(busy bool) {
	c := newCache(10)
	every := time.Hour
	if busy {
		every = 3 * time.Millisecond
	}
	go c.janitor(every)
	for n := range 20 {
		go func() {
			for at := n; ; at++ {
				c.get(fmt.Sprint("key ", at%200))
				pause(busy)
			}
		}()
	}
}
