package main

import (
	"sync"
	"time"
)

// A caller gives up when the reader has already taken its channel from the table.

// truth: noCounterpart
func init() { register("pending-calls", giveUpDuringDelivery, giveUpWithRoom) }

type rpcReply struct {
	seq  uint64
	body string
}

type rpcClient struct {
	replies chan rpcReply
	mutex   sync.Mutex
	pending map[uint64]chan rpcReply
	seq     uint64
	room    int
}

func newRPCClient(room int) *rpcClient {
	c := &rpcClient{replies: make(chan rpcReply, 8), pending: map[uint64]chan rpcReply{}, room: room}
	go c.input()
	return c
}

func (c *rpcClient) input() {
	for reply := range c.replies {
		if ch := c.take(reply.seq); ch != nil {
			work()
			ch <- reply // truth: reader waits send ch
		}
	}
}

func (c *rpcClient) take(seq uint64) chan rpcReply {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	ch := c.pending[seq]
	delete(c.pending, seq)
	return ch
}

func (c *rpcClient) begin() (uint64, chan rpcReply) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.seq++
	ch := make(chan rpcReply, c.room)
	c.pending[c.seq] = ch
	return c.seq, ch
}

// call waits for its reply as long as it is told.
func (c *rpcClient) call(patience time.Duration) (string, bool) {
	seq, ch := c.begin()
	c.replies <- rpcReply{seq, "pong"}
	select {
	case reply := <-ch:
		return reply.body, true
	case <-time.After(patience):
		return "", false
	}
}

func (c *rpcClient) ping() string {
	seq, ch := c.begin()
	c.replies <- rpcReply{seq, "pong"}
	reply := <-ch // truth: pinger×3 waits receive ch
	return reply.body
}

func giveUpDuringDelivery(s *stage) {
	c := newRPCClient(0)
	c.call(time.Microsecond)
	s.await(1, "chan send", "(*rpcClient).input")
	for range 3 {
		go c.ping()
	}
	s.await(3, "chan receive", "(*rpcClient).ping")
}

func giveUpWithRoom(s *stage) {
	c := newRPCClient(1)
	c.call(time.Microsecond)
	go func() {
		for {
			c.ping()
		}
	}()
	s.await(1, "chan receive", "(*rpcClient).ping")
}
