package main

import "sync"

// truth: deadlock|selfDeadlock
func init() { register("visit-documents", visitDocuments, visitDocumentsWell) }

type termHit struct {
	id    string
	score float64
}

// scorer rates documents; the default one looks at the whole index.
type scorer interface {
	score(id string, terms int) float64
}

type relativeScorer struct {
	corpus interface{ size() int }
}

func (r relativeScorer) score(_ string, terms int) float64 {
	return float64(terms) / float64(max(1, r.corpus.size()))
}

type termIndex struct {
	lock  sync.RWMutex
	terms map[string]int
	pause *latency
}

func (i *termIndex) size() int {
	i.lock.RLock() // truth: searcher waits rlock i.lock
	defer i.lock.RUnlock()
	return len(i.terms)
}

func (i *termIndex) put(id string, terms int) {
	i.lock.Lock() // truth: writer waits lockPending i.lock
	defer i.lock.Unlock()
	i.terms[id] = terms
}

// visit calls its visitor with the read lock.
func (i *termIndex) visit(visitor func(id string, terms int) bool) {
	i.lock.RLock() // truth: searcher holds i.lock for reading
	defer i.lock.RUnlock()
	for id, terms := range i.terms {
		if !visitor(id, terms) {
			return
		}
	}
}

func (i *termIndex) copyTerms() map[string]int {
	i.lock.RLock()
	defer i.lock.RUnlock()
	work()
	copied := make(map[string]int, len(i.terms))
	for id, terms := range i.terms {
		copied[id] = terms
	}
	return copied
}

type termEngine struct {
	index  *termIndex
	scorer scorer
}

func newTermEngine() *termEngine {
	index := &termIndex{terms: map[string]int{"a": 3, "b": 4}, pause: newLatency()}
	return &termEngine{index: index, scorer: relativeScorer{corpus: index}}
}

func (e *termEngine) search(limit int) (hits []termHit) {
	e.index.visit(func(id string, terms int) bool {
		e.index.pause.wait()
		hits = append(hits, termHit{id, e.scorer.score(id, terms)})
		return len(hits) < limit
	})
	return hits
}

func (e *termEngine) searchWell(limit int) (hits []termHit) {
	for id, terms := range e.index.copyTerms() {
		hits = append(hits, termHit{id, e.scorer.score(id, terms)})
	}
	return hits[:min(limit, len(hits))]
}

func visitDocuments(s *stage) {
	e := newTermEngine()
	go e.search(2)
	s.await(1, "chan receive", "(*termEngine).search")
	go e.index.put("c", 5)
	s.await(1, "sync.RWMutex.Lock", "(*termIndex).put")
	e.index.pause.end(s, 1)
	s.await(1, "sync.RWMutex.RLock", "(*termIndex).size")
}

func visitDocumentsWell(s *stage) {
	e := newTermEngine()
	for range 3 {
		go func() {
			for {
				e.searchWell(2)
			}
		}()
	}
	go func() {
		for {
			e.index.put("c", 5)
		}
	}()
	s.await(1, "sync.RWMutex.Lock", "(*termIndex).put")
}
