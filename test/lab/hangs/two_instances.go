package main

import "sync"

// Only the addresses tell which of two caches hangs.

// truth: selfDeadlock
func init() { register("two-instances", copyToItself, copyToOther) }

type blobStore struct {
	root string
	size int64

	mu    sync.Mutex
	blobs map[string][]byte
}

// copyTo copies a blob to a store, which may be the same one.
func (b *blobStore) copyTo(other *blobStore, name string) {
	b.mu.Lock() // truth: copier holds b.mu
	defer b.mu.Unlock()
	other.put(name, b.blobs[name])
}

func (b *blobStore) put(name string, blob []byte) {
	b.mu.Lock() // truth: copier waits mutex b.mu
	defer b.mu.Unlock()
	work()
	b.blobs[name] = blob
}

func newBlobStore(root string) *blobStore {
	return &blobStore{root: root, blobs: map[string][]byte{}}
}

func copyToItself(s *stage) {
	local, backup := newBlobStore("/local"), newBlobStore("/backup")
	local.copyTo(backup, "a")
	go local.copyTo(local, "a")
	s.await(1, "sync.Mutex.Lock", "(*blobStore).copyTo")
}

// copyToOther has the same code and stacks, with two stores.
func copyToOther(s *stage) {
	local, backup := newBlobStore("/local"), newBlobStore("/backup")
	go func() {
		for {
			local.copyTo(backup, "a")
		}
	}()
	for range 2 {
		go func() {
			for {
				backup.put("a", nil)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*blobStore).copyTo")
}
