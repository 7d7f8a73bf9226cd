package main

import (
	"context"
	"errors"
	"sync"
)

// truth: noCounterpart
func init() { register("stage-adapters", stageLeavesEarly, stageReadsAll) }

// filterStage turns the values of one channel into those of another one.
type filterStage interface {
	run(ctx context.Context, in <-chan int, out chan<- int) error
}

// filterFunc is a filterStage.
type filterFunc func(ctx context.Context, in <-chan int, out chan<- int) error

func (f filterFunc) run(ctx context.Context, in <-chan int, out chan<- int) error {
	return f(ctx, in, out)
}

var errOddValue = errors.New("odd value")

// eachValue calls f for each value, up to the first error.
func eachValue(f func(int) (int, error)) filterStage {
	return filterFunc(func(_ context.Context, in <-chan int, out chan<- int) error {
		for v := range in {
			r, err := f(v)
			if err != nil {
				return err
			}
			out <- r // truth: first waits send out
		}
		return nil
	})
}

// filterChain runs stages one behind the other.
type filterChain struct {
	stages []filterStage

	mu   sync.Mutex
	errs []error
}

func newFilterChain(stages ...filterStage) *filterChain { return &filterChain{stages: stages} }

func (c *filterChain) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.errs = append(c.errs, err)
}

func (c *filterChain) run(ctx context.Context, source func(emit func(int))) <-chan int {
	next := make(chan int)
	first := next
	for _, stage := range c.stages {
		out := make(chan int)
		go func(in <-chan int, out chan<- int) {
			defer close(out)
			if err := stage.run(ctx, in, out); err != nil {
				c.fail(err)
			}
		}(next, out)
		next = out
	}
	go func() {
		defer close(first)
		source(func(v int) {
			first <- v // truth: source waits send first
		})
	}()
	return next
}

func numbersTo(n int) func(emit func(int)) {
	return func(emit func(int)) {
		for i := range n {
			emit(i)
		}
	}
}

func slowly(v int) (int, error) {
	work()
	return v, nil
}

func evenOnly(v int) (int, error) {
	if v%2 != 0 {
		return 0, errOddValue
	}
	return v, nil
}

func stageLeavesEarly(s *stage) {
	c := newFilterChain(eachValue(slowly), eachValue(evenOnly))
	for range c.run(context.Background(), numbersTo(10)) {
	}
	s.await(1, "chan send", "(*filterChain).run.func2")
	s.await(1, "chan send", "filterFunc.run")
}

func stageReadsAll(s *stage) {
	go func() {
		for {
			c := newFilterChain(eachValue(slowly), eachValue(slowly))
			for range c.run(context.Background(), numbersTo(1000)) {
			}
		}
	}()
	s.await(1, "chan receive", "stageReadsAll.func1")
}
