package main

import (
	"io"
	"sync"
)

// truth: deadlock
func init() { register("drain-sessions", drainSessions, drainSessionsWell) }

type sessionConn interface {
	io.Closer
	serve()
}

// pipeConn is served until it is closed.
type pipeConn struct {
	done chan struct{}
	once sync.Once
}

func newPipeConn() *pipeConn { return &pipeConn{done: make(chan struct{})} }

func (c *pipeConn) serve() { <-c.done }

func (c *pipeConn) Close() error {
	c.once.Do(func() { close(c.done) })
	return nil
}

type sessionServer struct {
	mu       sync.Mutex
	sessions map[sessionConn]struct{}
	draining bool
	active   sync.WaitGroup
}

func newSessionServer() *sessionServer {
	return &sessionServer{sessions: map[sessionConn]struct{}{}}
}

func (s *sessionServer) accept(c sessionConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.draining {
		_ = c.Close()
		return
	}
	s.sessions[c] = struct{}{}
	s.active.Add(1)
	go s.handle(c)
}

// handle reports that it is done only after it has left the list.
func (s *sessionServer) handle(c sessionConn) {
	defer s.active.Done()
	defer s.forget(c)
	c.serve()
}

func (s *sessionServer) forget(c sessionConn) {
	s.mu.Lock() // truth: session×3 waits mutex s.mu
	defer s.mu.Unlock()
	delete(s.sessions, c)
}

// drain waits for the sessions with the lock that they need to end.
func (s *sessionServer) drain() {
	s.mu.Lock() // truth: drainer holds s.mu
	defer s.mu.Unlock()
	s.draining = true
	for c := range s.sessions {
		_ = c.Close()
	}
	s.active.Wait() // truth: drainer waits waitGroup s.active
}

func (s *sessionServer) drainWell() {
	s.mu.Lock()
	for c := range s.sessions {
		_ = c.Close()
	}
	work()
	s.mu.Unlock()
	s.active.Wait()
}

func drainSessions(st *stage) {
	s := newSessionServer()
	for range 3 {
		s.accept(newPipeConn())
	}
	go s.drain()
	st.await(3, "sync.Mutex.Lock", "(*sessionServer).handle")
	st.await(1, "sync.WaitGroup.Wait", "(*sessionServer).drain")
}

func drainSessionsWell(st *stage) {
	s := newSessionServer()
	go func() {
		for {
			s.accept(newPipeConn())
			s.drainWell()
		}
	}()
	st.await(1, "sync.WaitGroup.Wait", "(*sessionServer).drainWell")
}
