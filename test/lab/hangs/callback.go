package main

import "sync"

// truth: selfDeadlock
func init() { register("callback", mergeProfiles, mergeProfilesWell) }

type profileStore struct {
	mu    sync.Mutex
	names map[int]string
}

// update runs a change while nobody else sees the names.
func (p *profileStore) update(change func(names map[int]string)) {
	p.mu.Lock() // truth: merger holds p.mu
	defer p.mu.Unlock()
	change(p.names)
}

func (p *profileStore) name(id int) string {
	p.mu.Lock() // truth: merger waits mutex p.mu
	defer p.mu.Unlock()
	return p.names[id]
}

func (p *profileStore) merge(from, to int) {
	p.update(func(names map[int]string) {
		names[to] += " " + p.name(from)
		delete(names, from)
	})
}

func (p *profileStore) mergeInPlace(from, to int) {
	old := p.name(to)
	p.update(func(names map[int]string) {
		work()
		names[to] = old + names[from]
	})
}

func mergeProfiles(s *stage) {
	store := &profileStore{names: map[int]string{1: "Ada", 2: "Lovelace"}}
	go store.merge(2, 1)
	s.await(1, "sync.Mutex.Lock", "(*profileStore).merge")
}

func mergeProfilesWell(s *stage) {
	store := &profileStore{names: map[int]string{1: "", 2: ""}}
	for range 4 {
		go func() {
			for {
				store.mergeInPlace(2, 1)
			}
		}()
	}
	s.await(2, "sync.Mutex.Lock", "(*profileStore).mergeInPlace")
}
