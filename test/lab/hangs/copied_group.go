package main

import "sync"

// truth: noCounterpart
func init() { register("copied-group", hashWithCopy, hashWithPointer) }

type fileHasher struct {
	mu   sync.Mutex
	sums map[string]int
}

// hash takes the group by value, so its Done is for a copy.
func (h *fileHasher) hash(file string, wg sync.WaitGroup) {
	defer wg.Done()
	h.note(file)
}

func (h *fileHasher) note(file string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	work()
	h.sums[file] = len(file)
}

func (h *fileHasher) hashAll(files []string) int {
	var wg sync.WaitGroup
	for _, file := range files {
		wg.Add(1)
		go h.hash(file, wg)
	}
	wg.Wait() // truth: hasher waits waitGroup wg
	return len(h.sums)
}

func (h *fileHasher) hashOne(file string, wg *sync.WaitGroup) {
	defer wg.Done()
	h.note(file)
}

func (h *fileHasher) hashAllWell(files []string) int {
	var wg sync.WaitGroup
	for _, file := range files {
		wg.Add(1)
		go h.hashOne(file, &wg)
	}
	wg.Wait()
	return len(h.sums)
}

func hashWithCopy(s *stage) {
	h := &fileHasher{sums: map[string]int{}}
	go h.hashAll([]string{"a", "b", "c"})
	s.await(1, "sync.WaitGroup.Wait", "(*fileHasher).hashAll")
}

func hashWithPointer(s *stage) {
	h := &fileHasher{sums: map[string]int{}}
	for range 2 {
		go func() {
			for {
				h.hashAllWell([]string{"a", "b", "c"})
			}
		}()
	}
	s.await(1, "sync.WaitGroup.Wait", "(*fileHasher).hashAllWell")
}
