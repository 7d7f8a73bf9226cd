package main

import "sync"

// truth: selfDeadlock
func init() { register("method-value", expireSessions, expireSessionsWell) }

type loginSessions struct {
	mu     sync.RWMutex
	tokens map[string]int
}

// each visits all tokens.
func (l *loginSessions) each(visit func(token string)) {
	l.mu.RLock() // truth: expirer holds l.mu for reading
	defer l.mu.RUnlock()
	for token := range l.tokens {
		visit(token)
	}
}

func (l *loginSessions) drop(token string) {
	l.mu.Lock() // truth: expirer waits lockPending l.mu
	defer l.mu.Unlock()
	work()
	delete(l.tokens, token)
}

func (l *loginSessions) expireAll() {
	l.each(l.drop)
}

// expireCollected drops the tokens when it has seen all.
func (l *loginSessions) expireCollected() {
	var seen []string
	l.each(func(token string) { seen = append(seen, token) })
	for _, token := range seen {
		l.drop(token)
	}
}

func newLoginSessions() *loginSessions {
	return &loginSessions{tokens: map[string]int{"a": 1, "b": 2}}
}

func expireSessions(s *stage) {
	l := newLoginSessions()
	go l.expireAll()
	s.await(1, "sync.RWMutex.Lock", "(*loginSessions).drop")
}

func expireSessionsWell(s *stage) {
	l := newLoginSessions()
	for range 3 {
		go func() {
			for {
				l.expireCollected()
				l.drop("c")
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*loginSessions).drop")
}
