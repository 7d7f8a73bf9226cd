package main

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// truth: noCounterpart
func init() { register("staged-import", importIgnoresCancel, importHeedsCancel) }

type importRow struct {
	line  int
	cells []string
}

var errBadLine = errors.New("bad row")

type lineSink interface {
	store(ctx context.Context, r importRow) error
}

type strictSink struct{ limit int }

func (s *strictSink) store(_ context.Context, r importRow) error {
	work()
	if s.limit > 0 && r.line >= s.limit {
		return fmt.Errorf("line %d: %w", r.line, errBadLine)
	}
	return nil
}

// importer reads rows in one stage and stores them in another.
type importer struct {
	sink lineSink
	rows int
	emit func(ctx context.Context, out chan<- importRow, r importRow) error
}

func emitAlways(_ context.Context, out chan<- importRow, r importRow) error {
	out <- r // truth: reader waits send out
	return nil
}

func emitUnlessDone(ctx context.Context, out chan<- importRow, r importRow) error {
	select {
	case out <- r:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (i *importer) read(ctx context.Context, out chan<- importRow) error {
	defer close(out)
	for line := range i.rows {
		if err := i.emit(ctx, out, importRow{line: line}); err != nil {
			return err
		}
	}
	return nil
}

func (i *importer) parse(in <-chan importRow, out chan<- importRow) error {
	defer close(out)
	for r := range in {
		r.cells = append(r.cells, fmt.Sprint(r.line))
		out <- r // truth: parser waits send out
	}
	return nil
}

func (i *importer) parseUnlessDone(ctx context.Context, in <-chan importRow, out chan<- importRow) error {
	defer close(out)
	for r := range in {
		if err := emitUnlessDone(ctx, out, r); err != nil {
			return err
		}
	}
	return nil
}

func (i *importer) save(ctx context.Context, in <-chan importRow) error {
	for r := range in {
		if err := i.sink.store(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (i *importer) run(ctx context.Context, heeds bool) error {
	g, ctx := errgroup.WithContext(ctx)
	raw, parsed := make(chan importRow), make(chan importRow)
	g.Go(func() error { return i.read(ctx, raw) })
	g.Go(func() error {
		if heeds {
			return i.parseUnlessDone(ctx, raw, parsed)
		}
		return i.parse(raw, parsed)
	})
	g.Go(func() error { return i.save(ctx, parsed) })
	return g.Wait() // truth: importer waits waitGroup
}

func importIgnoresCancel(s *stage) {
	i := &importer{sink: &strictSink{limit: 3}, rows: 10, emit: emitAlways}
	go func() { _ = i.run(context.Background(), false) }()
	s.await(1, "chan send", "emitAlways")
}

func importHeedsCancel(s *stage) {
	go func() {
		for {
			i := &importer{sink: &strictSink{}, rows: 10, emit: emitUnlessDone}
			_ = i.run(context.Background(), true)
		}
	}()
	s.await(1, "sync.WaitGroup.Wait", "(*importer).run")
}
