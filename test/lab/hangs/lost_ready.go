package main

import (
	"errors"
	"sync"
)

// A component fails to start and returns before it says that it is ready.

// truth: noCounterpart
func init() { register("lost-ready", startBrokenNode, startIdleNode) }

type nodePart interface {
	serve(ready chan<- struct{}) error
}

type brokenPart struct{}

func (brokenPart) serve(ready chan<- struct{}) error {
	if err := bindPort(); err != nil {
		return err
	}
	ready <- struct{}{}
	return nil
}

func bindPort() error { return errors.New("address in use") }

type calmPart struct{ requests chan string }

func (c *calmPart) serve(ready chan<- struct{}) error {
	ready <- struct{}{}
	for range c.requests {
		work()
	}
	return nil
}

type nodeRunner struct {
	parts   []nodePart
	running sync.WaitGroup
}

func (n *nodeRunner) start() {
	for _, part := range n.parts {
		ready := make(chan struct{})
		n.running.Add(1)
		go func() {
			defer n.running.Done()
			_ = part.serve(ready)
		}()
		<-ready // truth: starter waits receive ready
	}
}

func startBrokenNode(s *stage) {
	n := &nodeRunner{parts: []nodePart{brokenPart{}}}
	go n.start()
	s.await(1, "chan receive", "(*nodeRunner).start")
}

func startIdleNode(s *stage) {
	calm := &calmPart{make(chan string)}
	n := &nodeRunner{parts: []nodePart{calm}}
	n.start()
	go atEachVisit(func() { calm.requests <- "hello" })
	s.await(1, "chan receive", "(*calmPart).serve")
	s.await(1, "IO wait", "atEachVisit")
}
