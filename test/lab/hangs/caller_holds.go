package main

import "sync"

// truth: deadlock
func init() { register("caller-holds", snapshotShards, snapshotShardsCopied) }

type shard struct {
	mu   sync.Mutex
	keys map[string]int
	all  *shardedMap
}

type shardedMap struct {
	mu     sync.Mutex
	shards []*shard
	total  int
}

// snapshot visits one shard after the other, with the map's lock.
func (m *shardedMap) snapshot() int {
	m.mu.Lock() // truth: snapshot holds m.mu
	defer m.mu.Unlock()
	sum := 0
	for _, each := range m.shards {
		sum += m.visit(each)
	}
	return sum
}

func (m *shardedMap) visit(each *shard) int {
	return each.size() + 1
}

func (h *shard) size() int {
	h.mu.Lock() // truth: snapshot waits mutex h.mu
	defer h.mu.Unlock()
	return len(h.keys)
}

func (h *shard) put(key string, disk *latency) {
	h.mu.Lock() // truth: writer holds h.mu
	defer h.mu.Unlock()
	disk.wait()
	h.keys[key]++
	h.all.grow()
}

func (m *shardedMap) grow() {
	m.mu.Lock() // truth: writer waits mutex m.mu
	defer m.mu.Unlock()
	work()
	m.total++
}

// snapshotCopied holds no lock while it visits.
func (m *shardedMap) snapshotCopied() int {
	m.mu.Lock()
	shards := append([]*shard(nil), m.shards...)
	m.mu.Unlock()
	sum := 0
	for _, each := range shards {
		sum += m.visit(each)
	}
	return sum
}

func newShardedMap() *shardedMap {
	m := &shardedMap{}
	for range 4 {
		m.shards = append(m.shards, &shard{keys: map[string]int{}, all: m})
	}
	return m
}

func snapshotShards(s *stage) {
	m := newShardedMap()
	disk := newLatency()
	go m.shards[2].put("gopher", disk)
	s.await(1, "chan receive", "(*shard).put")
	go m.snapshot()
	s.await(1, "sync.Mutex.Lock", "(*shardedMap).snapshot")
	close(disk.over)
	s.await(1, "sync.Mutex.Lock", "(*shard).put")
}

func snapshotShardsCopied(s *stage) {
	m := newShardedMap()
	fast := newLatency()
	close(fast.over)
	for range 3 {
		go func() {
			for {
				m.shards[2].put("gopher", fast)
			}
		}()
		go func() {
			for {
				m.snapshotCopied()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*shard).put")
}
