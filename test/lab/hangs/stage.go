package main

import (
	"context"
	"log"
	"time"

	"example.com/lab/internal/census"
)

// stage is where a case puts its goroutines in place.
type stage struct {
	// onMain, if set, runs on the main goroutine and the main thread, which is the one that gets signals: the
	// runtime prints the stack of a running goroutine only there.
	onMain func()
	// beside runs at the same time; the goroutines are in place when it returns.
	beside func()
}

// await returns when so many goroutines are in the state with the function of package main on their stacks.
func (*stage) await(want int, state, function string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := census.Await(ctx, want, state, "main."+function); err != nil {
		log.Fatal(err)
	}
}

// latency stands in for a disk or a network that is slow: who waits for it does so until it is over.
type latency struct {
	over chan struct{}
}

func newLatency() *latency {
	return &latency{over: make(chan struct{})}
}

func (l *latency) wait() {
	<-l.over
}

// end lets everybody go on as soon as so many wait.
func (l *latency) end(s *stage, waiting int) {
	s.await(waiting, "chan receive", "(*latency).wait")
	close(l.over)
}

// work takes about a millisecond.
func work() {
	time.Sleep(time.Millisecond)
}
