package main

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// truth: deadlock
func init() { register("semaphore-nested", renderPages, renderPagesFlat) }

type pdfRenderer struct {
	memory *semaphore.Weighted
	fonts  *latency
}

func (r *pdfRenderer) page(ctx context.Context, number int) error {
	if err := r.memory.Acquire(ctx, 2); err != nil {
		return err
	}
	defer r.memory.Release(2)
	r.fonts.wait()
	return r.image(ctx, number)
}

// image needs more of what page has taken.
func (r *pdfRenderer) image(ctx context.Context, _ int) error {
	if err := r.memory.Acquire(ctx, 3); err != nil { // truth: page×2 waits *
		return err
	}
	defer r.memory.Release(3)
	work()
	return nil
}

func renderPages(s *stage) {
	r := &pdfRenderer{semaphore.NewWeighted(4), newLatency()}
	for number := range 2 {
		go r.page(context.Background(), number)
	}
	r.fonts.end(s, 2)
	s.await(2, "select", "(*pdfRenderer).image")
}

func renderPagesFlat(s *stage) {
	r := &pdfRenderer{semaphore.NewWeighted(4), newLatency()}
	for number := range 6 {
		go func() {
			for {
				_ = r.image(context.Background(), number)
			}
		}()
	}
	s.await(2, "select", "(*pdfRenderer).image")
}
