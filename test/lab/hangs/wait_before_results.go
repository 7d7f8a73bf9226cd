package main

import "sync"

// truth: deadlock
func init() { register("wait-before-results", fetchThenRead, fetchAndRead) }

type pageFetcher struct {
	urls []string
}

// fetchAll wants to read the results when all have been sent.
func (f *pageFetcher) fetchAll() (sizes []int) {
	results := make(chan int)
	var wg sync.WaitGroup
	for _, url := range f.urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- len(url) // truth: fetcher×3 waits send results
		}()
	}
	wg.Wait() // truth: reader waits waitGroup wg
	close(results)
	for size := range results {
		sizes = append(sizes, size)
	}
	return sizes
}

// fetchAndClose leaves the Wait to another goroutine.
func (f *pageFetcher) fetchAndClose() (sizes []int) {
	results := make(chan int)
	var wg sync.WaitGroup
	for _, url := range f.urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- len(url)
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	for size := range results {
		work()
		sizes = append(sizes, size)
	}
	return sizes
}

func fetchThenRead(s *stage) {
	f := &pageFetcher{urls: []string{"a", "b", "c"}}
	go f.fetchAll()
	s.await(3, "chan send", "(*pageFetcher).fetchAll.func1")
	s.await(1, "sync.WaitGroup.Wait", "(*pageFetcher).fetchAll")
}

func fetchAndRead(s *stage) {
	f := &pageFetcher{urls: []string{"a", "b", "c"}}
	go func() {
		for {
			f.fetchAndClose()
		}
	}()
	s.await(1, "chan send", "(*pageFetcher).fetchAndClose.func1")
}
