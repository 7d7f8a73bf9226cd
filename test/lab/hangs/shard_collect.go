package main

import (
	"errors"
	"sync"
)

// truth: noCounterpart|deadlock
func init() { register("shard-collect", collectAfterWait, collectBeforeWait) }

type shardAnswer struct {
	shard int
	hits  []string
	err   error
}

type searchShard interface {
	search(query string) ([]string, error)
}

type memoryShard struct{ docs []string }

func (m *memoryShard) search(query string) ([]string, error) {
	work()
	if query == "" {
		return nil, errors.New("no query")
	}
	return m.docs, nil
}

// searchCluster asks all shards at once.
type searchCluster struct {
	shards []searchShard
	limit  int
}

type collectFunc func(answers <-chan shardAnswer, wait func()) []string

func (c *searchCluster) scatter(query string, collect collectFunc) []string {
	var wg sync.WaitGroup
	answers := make(chan shardAnswer, c.limit)
	for n, shard := range c.shards {
		wg.Add(1)
		go func() {
			defer wg.Done()
			hits, err := shard.search(query)
			answers <- shardAnswer{n, hits, err} // truth: shard×2 waits send answers
		}()
	}
	return collect(answers, func() {
		wg.Wait() // truth: searcher waits waitGroup wg
		close(answers)
	})
}

func merged(answers <-chan shardAnswer) []string {
	var all []string
	for a := range answers {
		if a.err == nil {
			all = append(all, a.hits...)
		}
	}
	return all
}

func collectLast(answers <-chan shardAnswer, wait func()) []string {
	wait()
	return merged(answers)
}

func collectBeside(answers <-chan shardAnswer, wait func()) []string {
	go wait()
	return merged(answers)
}

func newSearchCluster(shards, limit int) *searchCluster {
	c := &searchCluster{limit: limit}
	for range shards {
		c.shards = append(c.shards, &memoryShard{[]string{"a", "b"}})
	}
	return c
}

func collectAfterWait(s *stage) {
	c := newSearchCluster(5, 3)
	go c.scatter("go", collectLast)
	s.await(2, "chan send", "(*searchCluster).scatter.func1")
}

func collectBeforeWait(s *stage) {
	c := newSearchCluster(5, 3)
	for range 2 {
		go func() {
			for {
				c.scatter("go", collectBeside)
			}
		}()
	}
	s.await(1, "chan receive", "merged")
}
