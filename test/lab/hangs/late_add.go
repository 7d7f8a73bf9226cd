package main

import "sync"

// Wait comes while tasks still add to the group, and one of them forgets to take itself off.

// truth: noCounterpart
func init() { register("late-add", addTwiceDoneOnce, addAndDone) }

type linkChecker struct {
	pending sync.WaitGroup
	checked chan string
	seen    int
}

// check adds for each link it finds, and the link adds for itself again.
func (l *linkChecker) check(page string, links int) {
	defer l.pending.Done()
	for range links {
		l.pending.Add(1)
		go l.checkLink(page)
	}
}

func (l *linkChecker) checkLink(string) {
	l.pending.Add(1)
	defer l.pending.Done()
	work()
	l.seen++
}

func (l *linkChecker) run() {
	l.pending.Add(1)
	go l.check("/", 3)
	l.pending.Wait() // truth: runner waits waitGroup l.pending
}

func (l *linkChecker) checkOnce() {
	defer l.pending.Done()
	work()
}

func (l *linkChecker) runAgain() {
	for {
		l.pending.Add(2)
		go l.checkOnce()
		go l.checkOnce()
		l.pending.Wait()
	}
}

func addTwiceDoneOnce(s *stage) {
	l := &linkChecker{}
	go l.run()
	s.await(1, "sync.WaitGroup.Wait", "(*linkChecker).run")
}

func addAndDone(s *stage) {
	l := &linkChecker{}
	go l.runAgain()
	s.await(1, "sync.WaitGroup.Wait", "(*linkChecker).runAgain")
}
