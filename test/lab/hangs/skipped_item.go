package main

import (
	"strings"
	"sync"
)

// truth: noCounterpart
func init() { register("skipped-item", pullImages, pullAllImages) }

type imageFetcher struct {
	mu     sync.Mutex
	pulled map[string]error
}

func (p *imageFetcher) pull(image string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	work()
	p.pulled[image] = nil
	return nil
}

// pullAll counts images that it skips.
func (p *imageFetcher) pullAll(images []string) int {
	var pulls sync.WaitGroup
	pulls.Add(len(images))
	for _, image := range images {
		if strings.HasPrefix(image, "local/") {
			continue
		}
		go func() {
			defer pulls.Done()
			_ = p.pull(image)
		}()
	}
	pulls.Wait() // truth: puller waits waitGroup pulls
	return len(p.pulled)
}

func pullImages(s *stage) {
	p := &imageFetcher{pulled: map[string]error{}}
	go p.pullAll([]string{"a", "local/b", "c"})
	s.await(1, "sync.WaitGroup.Wait", "(*imageFetcher).pullAll")
}

func pullAllImages(s *stage) {
	p := &imageFetcher{pulled: map[string]error{}}
	for range 2 {
		go func() {
			for {
				p.pullAll([]string{"a", "b", "c"})
			}
		}()
	}
	s.await(1, "sync.WaitGroup.Wait", "(*imageFetcher).pullAll")
}
