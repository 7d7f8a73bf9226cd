package main

import "sync"

// truth: selfDeadlock
func init() { register("locked-map", bumpQuota, bumpQuotaWell) }

// lockedMap is a map with a lock, as many programs have one.
type lockedMap[K comparable, V any] struct {
	sync.RWMutex
	m map[K]V
}

func (l *lockedMap[K, V]) load(key K) (value V, ok bool) {
	l.RLock() // truth: bumper waits rlock l.RWMutex | l
	defer l.RUnlock()
	value, ok = l.m[key]
	return value, ok
}

func (l *lockedMap[K, V]) update(key K, change func(old V) V) {
	l.Lock() // truth: bumper holds l.RWMutex | l
	l.m[key] = change(l.m[key])
	l.Unlock()
}

type quotaKeeper struct {
	limits *lockedMap[string, int]
	usage  *lockedMap[string, int]
}

// bump looks up the parent's usage in the map that it updates.
func (q *quotaKeeper) bump(user, parent string) {
	q.usage.update(user, func(old int) int {
		limit, _ := q.limits.load(user)
		return min(old+1, limit, q.rest(parent))
	})
}

func (q *quotaKeeper) rest(user string) int {
	used, ok := q.usage.load(user)
	if !ok {
		return 0
	}
	return 100 - used
}

func (q *quotaKeeper) bumpWell(user, parent string) {
	rest := q.rest(parent)
	q.usage.update(user, func(old int) int {
		limit, _ := q.limits.load(user)
		work()
		return min(old+1, limit, rest)
	})
}

func newQuotaKeeper() *quotaKeeper {
	return &quotaKeeper{
		limits: &lockedMap[string, int]{m: map[string]int{"gopher": 3}},
		usage:  &lockedMap[string, int]{m: map[string]int{}},
	}
}

func bumpQuota(s *stage) {
	q := newQuotaKeeper()
	go q.bump("gopher", "root")
	s.await(1, "sync.RWMutex.RLock", "(*quotaKeeper).bump")
}

func bumpQuotaWell(s *stage) {
	q := newQuotaKeeper()
	for range 4 {
		go func() {
			for {
				q.bumpWell("gopher", "root")
			}
		}()
	}
	s.await(1, "sync.RWMutex.RLock", "(*quotaKeeper).bumpWell")
}
