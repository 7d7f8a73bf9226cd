package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// Requests that fan out to several backends, each of which takes so many at a time; equal questions are asked once.

func init() { register("fan-out", startFanOut) }

type backend struct {
	name  string
	slots *semaphore.Weighted
}

func (b *backend) ask(ctx context.Context, question string) (string, error) {
	if err := b.slots.Acquire(ctx, 1); err != nil {
		return "", err
	}
	defer b.slots.Release(1)
	work()
	return b.name + ": " + question, nil
}

// flight is one question that is being asked, and those who wait for its answer.
type flight struct {
	done   chan struct{}
	answer string
	err    error
}

type gateway struct {
	backends []*backend
	tokens   chan struct{}

	mu      sync.Mutex
	flights map[string]*flight
}

func newGateway(backends int) *gateway {
	g := &gateway{tokens: make(chan struct{}, 4), flights: map[string]*flight{}}
	for n := range backends {
		g.backends = append(g.backends, &backend{fmt.Sprint("backend ", n), semaphore.NewWeighted(2)})
	}
	return g
}

// answer asks all backends, or waits for somebody who does.
func (g *gateway) answer(ctx context.Context, question string) (string, error) {
	g.mu.Lock()
	if f, ok := g.flights[question]; ok {
		g.mu.Unlock()
		<-f.done
		return f.answer, f.err
	}
	f := &flight{done: make(chan struct{})}
	g.flights[question] = f
	g.mu.Unlock()

	f.answer, f.err = g.askAll(ctx, question)
	g.mu.Lock()
	delete(g.flights, question)
	g.mu.Unlock()
	close(f.done)
	return f.answer, f.err
}

func (g *gateway) askAll(ctx context.Context, question string) (string, error) {
	g.tokens <- struct{}{}
	defer func() { <-g.tokens }()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(2)
	answers := make(chan string)
	collected := make(chan []string)
	go func() {
		var all []string
		for answer := range answers {
			all = append(all, answer)
		}
		collected <- all
	}()
	for _, b := range g.backends {
		group.Go(func() error {
			answer, err := b.ask(ctx, question)
			if err != nil {
				return err
			}
			select {
			case answers <- answer:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}
	err := group.Wait()
	close(answers)
	all := <-collected
	if err != nil {
		return "", err
	}
	return fmt.Sprint(all), nil
}

// page is made of parts that are computed side by side.
func (g *gateway) page(ctx context.Context, n int) (string, error) {
	var wg sync.WaitGroup
	parts := make([]string, 3)
	errs := make([]error, 3)
	for at := range parts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			parts[at], errs[at] = g.answer(ctx, fmt.Sprint("question ", (n+at)%5))
		}()
	}
	wg.Wait()
	return fmt.Sprint(parts), errors.Join(errs...)
}

func startFanOut(busy bool) {
	g := newGateway(3)
	for n := range 10 {
		go func() {
			for {
				ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
				if _, err := g.page(ctx, n); err != nil {
					log.Fatal(err)
				}
				cancel()
				pause(busy)
			}
		}()
	}
}
