package main

import (
	"context"
	"time"
)

// truth: noCounterpart
func init() { register("timeout-send", searchWithTimeout, searchWithBuffer) }

type searchEngine struct {
	index *latency
}

// search gives up when the context ends; its helper does not.
func (e *searchEngine) search(ctx context.Context, query string) (string, error) {
	found := make(chan string)
	go func() {
		found <- e.lookUp(query) // truth: helper×20 waits send found
	}()
	select {
	case result := <-found:
		return result, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (e *searchEngine) lookUp(query string) string {
	e.index.wait()
	return query + "!"
}

// searchBuffered has room for a result that nobody wants any more.
func (e *searchEngine) searchBuffered(ctx context.Context, query string) (string, error) {
	found := make(chan string, 1)
	go func() {
		found <- e.lookUp(query)
	}()
	select {
	case result := <-found:
		return result, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func searchWithTimeout(s *stage) {
	e := &searchEngine{newLatency()}
	for range 20 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		_, _ = e.search(ctx, "gopher")
		cancel()
	}
	close(e.index.over)
	s.await(20, "chan send", "(*searchEngine).search.func1")
}

func searchWithBuffer(s *stage) {
	e := &searchEngine{newLatency()}
	go func() {
		for {
			e.index.over <- struct{}{}
			work()
		}
	}()
	for range 5 {
		go func() {
			for {
				ctx, cancel := context.WithTimeout(context.Background(), time.Second)
				_, _ = e.searchBuffered(ctx, "gopher")
				cancel()
			}
		}()
	}
	s.await(2, "select", "(*searchEngine).searchBuffered")
}
