package main

import "errors"

// truth: noCounterpart
func init() { register("split-outputs", splitToQuitter, splitToAll) }

type tracePoint struct{ series int }

// traceSink reads points until it fails.
type traceSink interface {
	consume(in <-chan tracePoint) error
}

type diskSink struct{ written int }

func (d *diskSink) consume(in <-chan tracePoint) error {
	for range in {
		d.written++
	}
	return nil
}

type fullSink struct{}

var errDiskFull = errors.New("no space left")

func (fullSink) consume(in <-chan tracePoint) error {
	<-in
	return errDiskFull
}

// traceSplitter has a channel for each sink.
type traceSplitter struct {
	input   chan tracePoint
	outputs []chan tracePoint
}

func newTraceSplitter(sinks ...traceSink) *traceSplitter {
	t := &traceSplitter{input: make(chan tracePoint)}
	for _, sink := range sinks {
		out := make(chan tracePoint)
		t.outputs = append(t.outputs, out)
		go func() { _ = sink.consume(out) }()
	}
	go t.split()
	return t
}

func (t *traceSplitter) split() {
	for point := range t.input {
		for i := range t.outputs {
			t.outputs[i] <- point // truth: splitter waits send t.outputs[…]
		}
	}
}

func splitToQuitter(s *stage) {
	t := newTraceSplitter(&diskSink{}, fullSink{}, &diskSink{})
	for series := range 2 {
		t.input <- tracePoint{series}
	}
	s.await(1, "chan send", "(*traceSplitter).split")
	s.await(2, "chan receive", "(*diskSink).consume")
}

func splitToAll(s *stage) {
	t := newTraceSplitter(&diskSink{}, &diskSink{}, &diskSink{})
	go func() {
		for series := 0; ; series++ {
			t.input <- tracePoint{series}
			work()
		}
	}()
	s.await(1, "chan receive", "(*diskSink).consume")
}
