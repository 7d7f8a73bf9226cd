package main

import "sync"

// Locks by key: which of them a goroutine has cannot be told from the source, only that it has one of them.

// truth: deadlock
func init() { register("lock-table", renameCrosswise, renameSorted) }

type fileLocks struct {
	mu    sync.Mutex
	byKey map[string]*sync.Mutex
}

func (f *fileLocks) of(key string) *sync.Mutex {
	f.mu.Lock()
	defer f.mu.Unlock()
	lock, ok := f.byKey[key]
	if !ok {
		lock = &sync.Mutex{}
		f.byKey[key] = lock
	}
	return lock
}

type fileServer struct {
	locks *fileLocks
	disk  *latency
}

func (v *fileServer) rename(from, to string) {
	source := v.locks.of(from)
	source.Lock() // truth: renamer×2 holds source
	defer source.Unlock()
	v.disk.wait()
	target := v.locks.of(to)
	target.Lock() // truth: renamer×2 waits mutex target
	defer target.Unlock()
}

func (v *fileServer) renameInOrder(from, to string) {
	if from > to {
		from, to = to, from
	}
	first := v.locks.of(from)
	first.Lock()
	defer first.Unlock()
	second := v.locks.of(to)
	second.Lock()
	defer second.Unlock()
	work()
}

func renameCrosswise(s *stage) {
	v := &fileServer{&fileLocks{byKey: map[string]*sync.Mutex{}}, newLatency()}
	go v.rename("a.txt", "b.txt")
	go v.rename("b.txt", "a.txt")
	v.disk.end(s, 2)
	s.await(2, "sync.Mutex.Lock", "(*fileServer).rename")
}

func renameSorted(s *stage) {
	v := &fileServer{&fileLocks{byKey: map[string]*sync.Mutex{}}, newLatency()}
	for range 3 {
		go func() {
			for {
				v.renameInOrder("a.txt", "b.txt")
			}
		}()
		go func() {
			for {
				v.renameInOrder("b.txt", "a.txt")
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*fileServer).renameInOrder")
}
