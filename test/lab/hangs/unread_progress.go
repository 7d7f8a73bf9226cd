package main

import (
	"context"
	"sync"
)

// A pull reports its progress; who shows it has gone, and who waits for the pull waits on.

// truth: noCounterpart
func init() { register("unread-progress", pullUnwatched, pullWatched) }

type pullProgress struct{ percent int }

type imagePuller struct {
	progress chan pullProgress
	group    sync.WaitGroup
	layers   int
}

func newImagePuller(layers int) *imagePuller {
	return &imagePuller{progress: make(chan pullProgress, 2), layers: layers}
}

func (p *imagePuller) pull(context.Context) {
	p.group.Add(p.layers)
	for range p.layers {
		go p.pullLayer()
	}
	p.group.Wait() // truth: puller waits waitGroup p.group
	close(p.progress)
}

func (p *imagePuller) pullLayer() {
	defer p.group.Done()
	for percent := 0; percent <= 100; percent += 50 {
		work()
		p.progress <- pullProgress{percent} // truth: layer×2 waits send p.progress
	}
}

// show draws until the terminal is gone.
func (p *imagePuller) show(ctx context.Context) {
	for {
		select {
		case _, ok := <-p.progress:
			if !ok {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func pullUnwatched(s *stage) {
	ctx, cancel := context.WithCancel(context.Background())
	p := newImagePuller(2)
	cancel()
	p.show(ctx)
	go p.pull(context.Background())
	s.await(2, "chan send", "(*imagePuller).pullLayer")
	s.await(1, "sync.WaitGroup.Wait", "(*imagePuller).pull")
}

func pullWatched(s *stage) {
	go func() {
		for {
			ctx, cancel := context.WithCancel(context.Background())
			p := newImagePuller(2)
			go p.pull(ctx)
			p.show(ctx)
			cancel()
		}
	}()
	s.await(1, "select", "(*imagePuller).show")
}
