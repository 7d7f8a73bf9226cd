package main

import (
	"strings"
	"sync"
)

// truth: deadlock|selfDeadlock
func init() { register("range-callback", matchRules, matchRulesCopied) }

type ruleLister interface {
	each(visit func(name string, weight int) bool)
	weight(name string) int
}

type ruleStore struct {
	guard sync.RWMutex
	rules map[string]int
}

func (r *ruleStore) each(visit func(name string, weight int) bool) {
	r.guard.RLock() // truth: matcher holds r.guard for reading
	defer r.guard.RUnlock()
	for name, weight := range r.rules {
		if !visit(name, weight) {
			return
		}
	}
}

func (r *ruleStore) weight(name string) int {
	r.guard.RLock() // truth: matcher waits rlock r.guard
	defer r.guard.RUnlock()
	return r.rules[name]
}

func (r *ruleStore) set(name string, weight int) {
	r.guard.Lock() // truth: setter waits lockPending r.guard
	defer r.guard.Unlock()
	r.rules[name] = weight
}

type ruleMatcher struct {
	lister ruleLister
	slow   *latency
}

func (m *ruleMatcher) match(request string) (sum int) {
	m.lister.each(func(name string, _ int) bool {
		if strings.HasPrefix(request, name) {
			m.slow.wait()
			sum += m.score(name)
		}
		return sum < 1000
	})
	return sum
}

func (m *ruleMatcher) score(name string) int {
	return 2 * m.lister.weight(name)
}

// matchCopied asks for weights when it has all the names.
func (m *ruleMatcher) matchCopied(request string) (sum int) {
	var names []string
	m.lister.each(func(name string, _ int) bool {
		names = append(names, name)
		return true
	})
	for _, name := range names {
		if strings.HasPrefix(request, name) {
			sum += m.score(name)
		}
	}
	return sum
}

func matchRules(s *stage) {
	store := &ruleStore{rules: map[string]int{"/": 1}}
	m := &ruleMatcher{store, newLatency()}
	go m.match("/index.html")
	s.await(1, "chan receive", "(*latency).wait")
	go store.set("/", 2)
	s.await(1, "sync.RWMutex.Lock", "(*ruleStore).set")
	close(m.slow.over)
	s.await(1, "sync.RWMutex.RLock", "(*ruleStore).weight")
}

func matchRulesCopied(s *stage) {
	store := &ruleStore{rules: map[string]int{"/": 1}}
	m := &ruleMatcher{store, newLatency()}
	for range 3 {
		go func() {
			for {
				m.matchCopied("/index.html")
			}
		}()
		go func() {
			for {
				store.set("/", 2)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*ruleStore).set")
}
