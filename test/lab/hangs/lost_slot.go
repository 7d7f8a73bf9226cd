package main

import "errors"

// truth: noCounterpart|lostUnlock
func init() { register("lost-slot", convertWithoutRelease, convertWithRelease) }

// videoQueue converts as many videos at a time as there are tokens.
type videoQueue struct {
	tokens chan struct{}
	done   int
}

var errBadVideo = errors.New("bad video")

func (q *videoQueue) convert(seconds int) error {
	q.tokens <- struct{}{} // truth: video×5 waits send q.tokens
	if seconds == 0 {
		return errBadVideo
	}
	work()
	q.done++
	<-q.tokens
	return nil
}

func (q *videoQueue) convertDeferred(seconds int) error {
	q.tokens <- struct{}{}
	defer func() { <-q.tokens }()
	if seconds == 0 {
		return errBadVideo
	}
	work()
	return nil
}

func convertWithoutRelease(s *stage) {
	q := &videoQueue{tokens: make(chan struct{}, 2)}
	_ = q.convert(0)
	_ = q.convert(0)
	for range 5 {
		go q.convert(60)
	}
	s.await(5, "chan send", "(*videoQueue).convert")
}

func convertWithRelease(s *stage) {
	q := &videoQueue{tokens: make(chan struct{}, 2)}
	for seconds := range 6 {
		go func() {
			for {
				_ = q.convertDeferred(seconds)
			}
		}()
	}
	s.await(2, "chan send", "(*videoQueue).convertDeferred")
}
