package main

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// truth: noCounterpart
func init() { register("attach-streams", attachUntilFirst, attachUntilAll) }

// attachOptions says which streams of a process a client wants.
type attachOptions struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	logs           bool
}

// attachedProcess has the pipes of a process in a container.
type attachedProcess struct {
	id      string
	in      io.Writer
	out     io.Reader
	err     io.Reader
	metrics *attachMetrics
}

type attachMetrics struct{ copied, failed int }

type streamCopy struct {
	name string
	dst  io.Writer
	src  io.Reader
}

func (c streamCopy) run() error {
	if c.dst == nil || c.src == nil {
		return nil
	}
	work()
	if _, err := io.Copy(c.dst, c.src); err != nil {
		return fmt.Errorf("copy %s: %w", c.name, err)
	}
	return nil
}

func (o attachOptions) copies(p *attachedProcess) []streamCopy {
	copies := []streamCopy{{"stdout", o.stdout, p.out}, {"stderr", o.stderr, p.err}}
	if o.stdin != nil {
		copies = append(copies, streamCopy{"stdin", p.in, o.stdin})
	}
	return copies
}

// attach copies the streams and returns a channel with the outcome.
func (p *attachedProcess) attach(ctx context.Context, o attachOptions, each func(chan<- error, streamCopy)) <-chan error {
	copies := o.copies(p)
	errs := make(chan error)
	for _, c := range copies {
		go each(errs, c)
	}
	return errs
}

func (p *attachedProcess) report(errs chan<- error, c streamCopy) {
	err := c.run()
	if err != nil {
		p.metrics.failed++
	}
	errs <- err // truth: copier×2 waits send errs
}

func (p *attachedProcess) reportUnless(ctx context.Context) func(chan<- error, streamCopy) {
	return func(errs chan<- error, c streamCopy) {
		select {
		case errs <- c.run():
		case <-ctx.Done():
		}
	}
}

var errDetached = errors.New("detached")

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errDetached }

func serveAttach(ctx context.Context, p *attachedProcess, each func(chan<- error, streamCopy)) error {
	o := attachOptions{stdin: brokenReader{}, stdout: io.Discard, stderr: io.Discard}
	errs := p.attach(ctx, o, each)
	for range 3 {
		select {
		case err := <-errs:
			if err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func brokenProcess() *attachedProcess {
	return &attachedProcess{id: "web", in: io.Discard, out: brokenReader{}, err: brokenReader{}, metrics: &attachMetrics{}}
}

func attachUntilFirst(s *stage) {
	p := brokenProcess()
	_ = serveAttach(context.Background(), p, p.report)
	s.await(2, "chan send", "(*attachedProcess).report")
}

func attachUntilAll(s *stage) {
	go func() {
		for {
			ctx, cancel := context.WithCancel(context.Background())
			p := brokenProcess()
			_ = serveAttach(ctx, p, p.reportUnless(ctx))
			cancel()
		}
	}()
	s.await(1, "select", "serveAttach")
}
