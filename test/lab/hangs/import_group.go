package main

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// truth: noCounterpart|deadlock, also deadlock|noCounterpart
func init() { register("import-group", importWithBadRow, importWithContext) }

var errBadRow = errors.New("bad row")

type csvRow struct {
	line   int
	fields []string
}

type rowSink interface {
	store(ctx context.Context, row csvRow) error
}

// tableSink stands in for a table in a database.
type tableSink struct{ badLine int }

func (t *tableSink) store(_ context.Context, row csvRow) error {
	work()
	if row.line == t.badLine {
		return fmt.Errorf("line %d: %w", row.line, errBadRow)
	}
	return nil
}

type rowImporter struct {
	sink    rowSink
	workers int
}

func (r *rowImporter) rows(n int) []csvRow {
	rows := make([]csvRow, n)
	for i := range rows {
		rows[i].line = i + 1
	}
	return rows
}

func (r *rowImporter) run(ctx context.Context, rows []csvRow) error {
	g, ctx := errgroup.WithContext(ctx)
	queue := make(chan csvRow)
	g.Go(func() error {
		defer close(queue)
		for _, row := range rows {
			queue <- row // truth: reader waits send queue
		}
		return nil
	})
	for range r.workers {
		g.Go(func() error {
			for row := range queue {
				if err := r.sink.store(ctx, row); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait() // truth: importer waits waitGroup
}

func (r *rowImporter) runWell(ctx context.Context, rows []csvRow) error {
	g, ctx := errgroup.WithContext(ctx)
	queue := make(chan csvRow)
	g.Go(func() error {
		defer close(queue)
		for _, row := range rows {
			select {
			case queue <- row:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range r.workers {
		g.Go(func() error {
			for row := range queue {
				if err := r.sink.store(ctx, row); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

func importWithBadRow(s *stage) {
	r := &rowImporter{&tableSink{badLine: 2}, 1}
	go func() { _ = r.run(context.Background(), r.rows(10)) }()
	s.await(1, "chan send", "(*rowImporter).run.func1")
}

func importWithContext(s *stage) {
	for range 3 {
		r := &rowImporter{&tableSink{badLine: 2}, 2}
		go func() {
			for {
				_ = r.runWell(context.Background(), r.rows(10))
			}
		}()
	}
	work()
}
