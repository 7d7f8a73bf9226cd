package main

import (
	"errors"
	"sync"
)

// truth: deadlock
func init() { register("removed-sink", removeBeforeClose, closeBeforeRemove) }

var errSinkClosed = errors.New("sink closed")

// logSink gets the lines of a log.
type logSink interface {
	put(line string) error
	shut()
}

type sinkChange struct {
	sink   logSink
	isNew  bool
	result chan error
}

// logFan copies lines to sinks, and changes the sinks in between.
type logFan struct {
	lines   chan string
	changes chan sinkChange
	sinks   []logSink
}

func newLogFan() *logFan {
	f := &logFan{lines: make(chan string), changes: make(chan sinkChange)}
	go f.run()
	return f
}

func (f *logFan) configure(sink logSink, isNew bool) error {
	c := sinkChange{sink, isNew, make(chan error)}
	f.changes <- c // truth: remover waits send f.changes
	return <-c.result
}

func (f *logFan) run() {
	for {
		select {
		case line := <-f.lines:
			for _, sink := range f.sinks {
				_ = sink.put(line)
			}
		case c := <-f.changes:
			c.result <- f.apply(c)
		}
	}
}

func (f *logFan) apply(c sinkChange) error {
	if c.isNew {
		f.sinks = append(f.sinks, c.sink)
		return nil
	}
	for i, sink := range f.sinks {
		if sink == c.sink {
			f.sinks = append(f.sinks[:i:i], f.sinks[i+1:]...)
			return nil
		}
	}
	return errors.New("no such sink")
}

// chanSink passes lines to a reader.
type chanSink struct {
	C      chan string
	closed chan struct{}
	once   sync.Once
}

func newChanSink() *chanSink {
	return &chanSink{C: make(chan string), closed: make(chan struct{})}
}

func (c *chanSink) put(line string) error {
	select { // truth: fan waits send c.C
	case c.C <- line:
		return nil
	case <-c.closed:
		return errSinkClosed
	}
}

func (c *chanSink) shut() { c.once.Do(func() { close(c.closed) }) }

func (f *logFan) tail(lines int, leave func(sink *chanSink)) {
	sink := newChanSink()
	_ = f.configure(sink, true)
	for range lines {
		<-sink.C
		work()
	}
	leave(sink)
}

func (f *logFan) write() {
	for {
		f.lines <- "line"
	}
}

func removeBeforeClose(s *stage) {
	f := newLogFan()
	disk := newLatency()
	go f.tail(2, func(sink *chanSink) {
		disk.wait()
		_ = f.configure(sink, false)
		sink.shut()
	})
	go f.write()
	s.await(1, "chan receive", "(*logFan).tail")
	s.await(1, "select", "(*chanSink).put")
	disk.end(s, 1)
	s.await(1, "chan send", "(*logFan).configure")
}

func closeBeforeRemove(s *stage) {
	f := newLogFan()
	go f.write()
	go func() {
		for {
			f.tail(2, func(sink *chanSink) {
				sink.shut()
				_ = f.configure(sink, false)
			})
		}
	}()
	s.await(1, "select", "(*chanSink).put")
}
