package main

import "sync"

// truth: selfDeadlock
func init() { register("generic-cache", computeInside, computeOutside) }

type memo[K comparable, V any] struct {
	mu     sync.Mutex
	values map[K]V
}

func newMemo[K comparable, V any]() *memo[K, V] {
	return &memo[K, V]{values: map[K]V{}}
}

// get computes a missing value with the lock.
func (m *memo[K, V]) get(key K, compute func(K) V) V {
	m.mu.Lock() // truth: computer holds m.mu; computer waits mutex m.mu
	defer m.mu.Unlock()
	value, ok := m.values[key]
	if !ok {
		value = compute(key)
		m.values[key] = value
	}
	return value
}

// getSoon computes without the lock.
func (m *memo[K, V]) getSoon(key K, compute func(K) V) V {
	m.mu.Lock()
	value, ok := m.values[key]
	work()
	m.mu.Unlock()
	if ok {
		return value
	}
	value = compute(key)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[key] = value
	return value
}

type fibonacci struct {
	known *memo[int, int]
}

func (f *fibonacci) number(n int) int {
	if n < 2 {
		return n
	}
	return f.known.get(n-1, f.number) + f.known.get(n-2, f.number)
}

func (f *fibonacci) numberSoon(n int) int {
	if n < 2 {
		return n
	}
	return f.known.getSoon(n-1, f.numberSoon) + f.known.getSoon(n-2, f.numberSoon)
}

func computeInside(s *stage) {
	f := &fibonacci{newMemo[int, int]()}
	go f.number(10)
	s.await(1, "sync.Mutex.Lock", "(*fibonacci).number")
}

func computeOutside(s *stage) {
	f := &fibonacci{newMemo[int, int]()}
	for range 4 {
		go func() {
			for {
				f.numberSoon(10)
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*fibonacci).numberSoon")
}
