package main

import "sync"

// truth: selfDeadlock
func init() { register("wrong-defer", tallyTwice, tallyOnce) }

type turnout struct {
	mu     sync.Mutex
	voters map[string]bool
}

// add means to unlock in the end.
func (t *turnout) add(voter string) int {
	t.mu.Lock()       // truth: clerk holds t.mu
	defer t.mu.Lock() // truth: clerk holds t.mu; clerk waits mutex t.mu
	t.voters[voter] = true
	return len(t.voters) // truth: clerk waits mutex t.mu
}

func (t *turnout) has(voter string) bool {
	t.mu.Lock() // truth: visitor×2 waits mutex t.mu
	defer t.mu.Unlock()
	return t.voters[voter]
}

func (t *turnout) addWell(voter string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	work()
	t.voters[voter] = true
	return len(t.voters)
}

func tallyTwice(s *stage) {
	t := &turnout{voters: map[string]bool{}}
	go t.add("Ada")
	s.await(1, "sync.Mutex.Lock", "(*turnout).add")
	for range 2 {
		go t.has("Ada")
	}
	s.await(2, "sync.Mutex.Lock", "(*turnout).has")
}

func tallyOnce(s *stage) {
	t := &turnout{voters: map[string]bool{}}
	for range 4 {
		go func() {
			for {
				t.addWell("Ada")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*turnout).addWell")
}
