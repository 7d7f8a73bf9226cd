package main

import "golang.org/x/sync/errgroup"

// truth: deadlock
func init() { register("errgroup-limit", mirrorNested, mirrorFlat) }

type mirror struct {
	group errgroup.Group
	net   *latency
}

// fetch copies a directory, and what is below it in the same group.
func (m *mirror) fetch(depth int) error {
	if depth == 0 {
		return nil
	}
	m.net.wait()
	for range 2 {
		m.group.Go(func() error { return m.fetch(depth - 1) }) // truth: fetcher×3 waits *
	}
	return nil
}

func (m *mirror) run() error {
	for range 3 {
		m.group.Go(func() error { return m.fetch(2) })
	}
	return m.group.Wait() // truth: runner waits waitGroup
}

// runFlat has a limit too, and tasks that start no others.
func (m *mirror) runFlat() error {
	for {
		m.group.Go(func() error {
			work()
			return nil
		})
	}
}

func mirrorNested(s *stage) {
	m := &mirror{net: newLatency()}
	m.group.SetLimit(3)
	go m.run()
	m.net.end(s, 3)
	s.await(3, "chan send", "(*mirror).fetch")
	s.await(1, "sync.WaitGroup.Wait", "(*mirror).run")
}

func mirrorFlat(s *stage) {
	m := &mirror{}
	m.group.SetLimit(3)
	go m.runFlat()
	s.await(1, "chan send", "(*mirror).runFlat")
}
