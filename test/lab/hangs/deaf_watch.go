package main

import (
	"context"
	"time"
)

// truth: noCounterpart
func init() { register("deaf-watch", stopDeafWatch, watchQuietly) }

type podEvent struct{ name string }

// podWatch is what a caller sees of a watch.
type podWatch interface {
	results() <-chan podEvent
	stop()
}

type cacheWatch struct {
	source chan podEvent
	result chan podEvent
	done   chan struct{}
}

func newCacheWatch(source chan podEvent) podWatch {
	w := &cacheWatch{source: source, result: make(chan podEvent), done: make(chan struct{})}
	go w.process()
	return w
}

func (w *cacheWatch) results() <-chan podEvent { return w.result }

func (w *cacheWatch) stop() { close(w.done) }

// process hears of the end only between two events.
func (w *cacheWatch) process() {
	defer close(w.result)
	for {
		select {
		case event, ok := <-w.source:
			if !ok {
				return
			}
			w.deliver(event)
		case <-w.done:
			return
		}
	}
}

func (w *cacheWatch) deliver(event podEvent) {
	if event.name != "" {
		w.result <- event // truth: watch×4 waits send w.result
	}
}

// firstPod waits for one pod, or until the context ends.
func firstPod(ctx context.Context, w podWatch) (string, bool) {
	defer w.stop()
	select {
	case event, ok := <-w.results():
		return event.name, ok
	case <-ctx.Done():
		return "", false
	}
}

func stopDeafWatch(s *stage) {
	for range 4 {
		source := make(chan podEvent, 2)
		source <- podEvent{"a"}
		source <- podEvent{"b"}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		firstPod(ctx, newCacheWatch(source))
		cancel()
	}
	s.await(4, "chan send", "(*cacheWatch).process")
}

func watchQuietly(s *stage) {
	for range 4 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
		go func() {
			defer cancel()
			firstPod(ctx, newCacheWatch(make(chan podEvent)))
		}()
	}
	s.await(4, "select", "firstPod")
}
