package main

import "errors"

// A restore stops reading a snapshot at its first bad chunk; the feeder goes on to send.

// truth: noCounterpart
func init() { register("snapshot-feed", restoreBadSnapshot, restoreInParts) }

type snapChunk struct {
	index int
	bad   bool
}

type snapSource interface {
	chunks() (<-chan snapChunk, <-chan error)
}

type memorySnapshot struct{ all []snapChunk }

func (m *memorySnapshot) chunks() (<-chan snapChunk, <-chan error) {
	out, errs := make(chan snapChunk), make(chan error, 1)
	go func() {
		defer close(out)
		defer close(errs)
		for _, chunk := range m.all {
			work()
			out <- chunk // truth: feeder×3 waits send out
		}
	}()
	return out, errs
}

var errBadChunk = errors.New("bad chunk")

func restoreSnapshot(source snapSource) error {
	out, errs := source.chunks()
	for {
		select {
		case chunk, ok := <-out:
			if !ok {
				return nil
			}
			if chunk.bad {
				return errBadChunk
			}
		case err := <-errs:
			if err != nil {
				return err
			}
			errs = nil
		}
	}
}

func restoreBadSnapshot(s *stage) {
	for range 3 {
		_ = restoreSnapshot(&memorySnapshot{[]snapChunk{{0, false}, {1, true}, {2, false}}})
	}
	s.await(3, "chan send", "(*memorySnapshot).chunks.func1")
}

func restoreInParts(s *stage) {
	go func() {
		for {
			_ = restoreSnapshot(&memorySnapshot{make([]snapChunk, 50)})
		}
	}()
	s.await(1, "select", "restoreSnapshot")
}
