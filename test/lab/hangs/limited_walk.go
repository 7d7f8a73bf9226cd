package main

import (
	"context"
	"sync"
)

// truth: deadlock|noCounterpart
func init() { register("limited-walk", walkWithinSlot, walkWithoutSlot) }

// walkLimit has a place for each node that may be visited at a time.
type walkLimit chan struct{}

func (l walkLimit) acquire() {
	l <- struct{}{} // truth: child×4 waits send l
}

func (l walkLimit) release() { <-l }

type pageNode struct {
	title    string
	children []*pageNode
}

// siteWalker visits the pages of a site.
type siteWalker struct {
	limit walkLimit
	visit func(ctx context.Context, n *pageNode) error

	mu   sync.Mutex
	errs []error
}

func (w *siteWalker) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.errs = append(w.errs, err)
}

func (w *siteWalker) each(nodes []*pageNode, walk func(*pageNode)) {
	var wg sync.WaitGroup
	for _, n := range nodes {
		wg.Add(1)
		go func() {
			defer wg.Done()
			walk(n)
		}()
	}
	wg.Wait()
}

func (w *siteWalker) walk(ctx context.Context, n *pageNode) {
	w.limit.acquire()
	defer w.limit.release()
	if err := w.visit(ctx, n); err != nil {
		w.fail(err)
		return
	}
	w.each(n.children, func(child *pageNode) { w.walk(ctx, child) })
}

// walkOutside gives its place back before it goes on with the children.
func (w *siteWalker) walkOutside(ctx context.Context, n *pageNode) {
	w.limit.acquire()
	err := w.visit(ctx, n)
	w.limit.release()
	if err != nil {
		w.fail(err)
		return
	}
	w.each(n.children, func(child *pageNode) { w.walkOutside(ctx, child) })
}

func sitePages(depth int) *pageNode {
	n := &pageNode{title: "page"}
	for range 2 {
		if depth > 0 {
			n.children = append(n.children, sitePages(depth-1))
		}
	}
	return n
}

func newSiteWalker(places int) *siteWalker {
	return &siteWalker{limit: make(walkLimit, places), visit: func(context.Context, *pageNode) error {
		work()
		return nil
	}}
}

func walkWithinSlot(s *stage) {
	w := newSiteWalker(3)
	go w.walk(context.Background(), sitePages(2))
	s.await(4, "chan send", "walkLimit.acquire")
}

func walkWithoutSlot(s *stage) {
	w := newSiteWalker(1)
	for range 3 {
		go func() {
			for {
				w.walkOutside(context.Background(), sitePages(2))
			}
		}()
	}
	s.await(1, "chan send", "walkLimit.acquire")
}
