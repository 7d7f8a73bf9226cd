package main

import (
	"sync"
	"time"
)

// truth: deadlock
func init() { register("close-waits", closeClient, closeClientWell) }

type brokerClient struct {
	stop chan struct{}
	done chan struct{}

	mutex   sync.Mutex
	closed  bool
	pending map[int]chan string
}

func dialBroker() *brokerClient {
	c := &brokerClient{stop: make(chan struct{}), done: make(chan struct{}), pending: map[int]chan string{}}
	go c.readLoop()
	return c
}

func (c *brokerClient) readLoop() {
	defer close(c.done)
	defer c.failPending()
	ticks := time.NewTicker(time.Millisecond)
	defer ticks.Stop()
	for {
		select {
		case <-ticks.C:
			continue
		case <-c.stop:
			return
		}
	}
}

func (c *brokerClient) failPending() {
	c.mutex.Lock() // truth: reading waits mutex c.mutex
	defer c.mutex.Unlock()
	for id, reply := range c.pending {
		close(reply)
		delete(c.pending, id)
	}
}

// Close waits with the lock for the loop to end.
func (c *brokerClient) Close() error {
	c.mutex.Lock() // truth: closing holds c.mutex
	if c.closed {
		c.mutex.Unlock()
		return nil
	}
	c.closed = true
	close(c.stop)
	<-c.done // truth: closing waits receive c.done
	c.mutex.Unlock()
	return nil
}

func (c *brokerClient) call(id int) {
	c.mutex.Lock() // truth: caller×2 waits mutex c.mutex
	defer c.mutex.Unlock()
	c.pending[id] = make(chan string, 1)
	work()
}

// CloseWell gives the lock back before it waits.
func (c *brokerClient) CloseWell() error {
	c.mutex.Lock()
	if c.closed {
		c.mutex.Unlock()
		return nil
	}
	c.closed = true
	close(c.stop)
	c.mutex.Unlock()
	<-c.done
	return nil
}

func closeClient(s *stage) {
	c := dialBroker()
	go c.Close()
	s.await(1, "sync.Mutex.Lock", "(*brokerClient).failPending")
	for id := range 2 {
		go c.call(id)
	}
	s.await(2, "sync.Mutex.Lock", "(*brokerClient).call")
}

func closeClientWell(s *stage) {
	for range 3 {
		go func() {
			for {
				c := dialBroker()
				for id := range 2 {
					go c.call(id)
				}
				_ = c.CloseWell()
			}
		}()
	}
	s.await(1, "chan receive", "(*brokerClient).CloseWell")
}
