package main

import (
	"sync"
	"time"
)

// truth: selfDeadlock
func init() { register("call-chain", fillThumbnails, fillThumbnailsWell) }

type thumbnail struct {
	pixels []byte
	used   time.Time
}

type thumbnails struct {
	limit int

	mu    sync.Mutex
	byURL map[string]*thumbnail
}

func (t *thumbnails) put(url string, pixels []byte) {
	t.mu.Lock() // truth: filler holds t.mu
	defer t.mu.Unlock()
	t.byURL[url] = &thumbnail{pixels, time.Now()}
	t.makeRoom()
}

func (t *thumbnails) makeRoom() {
	for t.bytes() > t.limit {
		for url := range t.byURL {
			delete(t.byURL, url)
			break
		}
	}
}

func (t *thumbnails) bytes() (sum int) {
	t.mu.Lock() // truth: filler waits mutex t.mu
	defer t.mu.Unlock()
	for _, each := range t.byURL {
		sum += len(each.pixels)
	}
	return sum
}

// putAndReport makes room only when the lock is free again.
func (t *thumbnails) putAndReport(url string, pixels []byte) int {
	t.mu.Lock()
	t.byURL[url] = &thumbnail{pixels, time.Now()}
	work()
	t.mu.Unlock()
	return t.bytes()
}

func fillThumbnails(s *stage) {
	t := &thumbnails{limit: 1 << 10, byURL: map[string]*thumbnail{}}
	go t.put("https://example.com/gopher.png", make([]byte, 4<<10))
	s.await(1, "sync.Mutex.Lock", "(*thumbnails).bytes")
}

func fillThumbnailsWell(s *stage) {
	t := &thumbnails{limit: 1 << 10, byURL: map[string]*thumbnail{}}
	for range 6 {
		go func() {
			for {
				t.putAndReport("https://example.com/gopher.png", make([]byte, 4<<10))
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*thumbnails).putAndReport")
}
