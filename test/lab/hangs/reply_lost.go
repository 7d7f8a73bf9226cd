package main

import (
	"context"
	"errors"
	"io"
	"sync"
)

// The reader of a connection ends with an error, and nobody tells those who wait for replies.

// truth: noCounterpart
func init() { register("reply-lost", callBrokenPeer, callWorkingPeer) }

type peerFrame struct {
	id   int
	body string
}

type peerTransport interface {
	send(peerFrame) error
	receive() (peerFrame, error)
}

// peerConn matches replies with calls.
type peerConn struct {
	transport peerTransport
	mu        sync.Mutex
	waiting   map[int]chan peerFrame
	last      int
	calls     sync.WaitGroup
}

func dialPeer(transport peerTransport) *peerConn {
	c := &peerConn{transport: transport, waiting: make(map[int]chan peerFrame)}
	go c.readLoop()
	return c
}

func (c *peerConn) readLoop() {
	for {
		frame, err := c.transport.receive()
		if err != nil {
			return
		}
		c.mu.Lock()
		ch, ok := c.waiting[frame.id]
		delete(c.waiting, frame.id)
		c.mu.Unlock()
		if ok {
			ch <- frame
		}
	}
}

func (c *peerConn) call(_ context.Context, body string) (string, error) {
	c.calls.Add(1)
	defer c.calls.Done()
	ch := make(chan peerFrame, 1)
	c.mu.Lock()
	c.last++
	id := c.last
	c.waiting[id] = ch
	c.mu.Unlock()
	if err := c.transport.send(peerFrame{id, body}); err != nil {
		return "", err
	}
	reply := <-ch // truth: caller×3 waits receive ch
	return reply.body, nil
}

// drain waits for all calls to end.
func (c *peerConn) drain(cancel context.CancelFunc) {
	cancel()
	c.calls.Wait() // truth: drainer waits waitGroup c.calls
}

// deadPeer takes frames and answers none.
type deadPeer struct{}

func (deadPeer) send(peerFrame) error { return nil }

func (deadPeer) receive() (peerFrame, error) { return peerFrame{}, io.ErrUnexpectedEOF }

type echoPeer struct{ frames chan peerFrame }

var errPeerClosed = errors.New("closed")

func (p *echoPeer) send(f peerFrame) error {
	p.frames <- f
	return nil
}

func (p *echoPeer) receive() (peerFrame, error) {
	f, ok := <-p.frames
	if !ok {
		return peerFrame{}, errPeerClosed
	}
	work()
	return f, nil
}

func callBrokenPeer(s *stage) {
	ctx, cancel := context.WithCancel(context.Background())
	c := dialPeer(deadPeer{})
	for range 3 {
		go c.call(ctx, "status")
	}
	s.await(3, "chan receive", "(*peerConn).call")
	go c.drain(cancel)
	s.await(1, "sync.WaitGroup.Wait", "(*peerConn).drain")
}

func callWorkingPeer(s *stage) {
	c := dialPeer(&echoPeer{make(chan peerFrame)})
	for range 3 {
		go func() {
			for {
				_, _ = c.call(context.Background(), "status")
			}
		}()
	}
	s.await(1, "chan receive", "(*peerConn).call")
}
