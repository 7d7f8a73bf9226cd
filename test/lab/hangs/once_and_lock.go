package main

import "sync"

// truth: deadlock
func init() { register("once-and-lock", connectInOnce, connectEarly) }

type connector struct {
	once sync.Once
	conn int

	mu    sync.Mutex
	users int
	dial  *latency
}

func (c *connector) connect() {
	c.dial.wait()
	c.mu.Lock() // truth: connecting waits mutex c.mu
	defer c.mu.Unlock()
	c.conn = 1 + c.users
}

func (c *connector) get() int {
	c.once.Do(c.connect)
	return c.conn
}

// enter asks for the connection with the lock that connect needs.
func (c *connector) enter() int {
	c.mu.Lock() // truth: entering holds c.mu
	defer c.mu.Unlock()
	c.users++
	c.once.Do(c.connect) // truth: entering waits once c.once
	return c.conn
}

func (c *connector) enterEarly() int {
	conn := c.get()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.users++
	work()
	return conn
}

func connectInOnce(s *stage) {
	c := &connector{dial: newLatency()}
	go c.get()
	s.await(1, "chan receive", "(*connector).connect")
	go c.enter()
	s.await(1, "sync.Mutex.Lock", "(*connector).enter")
	close(c.dial.over)
	s.await(1, "sync.Mutex.Lock", "(*connector).connect")
}

func connectEarly(s *stage) {
	c := &connector{dial: newLatency()}
	close(c.dial.over)
	for range 3 {
		go func() {
			for {
				c.enterEarly()
			}
		}()
	}
	s.await(1, "sync.Mutex.Lock", "(*connector).enterEarly")
}
